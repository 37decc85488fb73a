import type { Delivery } from '../hook/delivery.ts';
import { numberParam } from '../http/call.ts';
import { paged } from '../http/paged.ts';
import { notFound } from '../http/refusal.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { appRoute } from '../http/route.ts';
import { isoTime } from '../shape/iso-time.ts';

/** The App's own look at what was sent to it, newest first. */
export const deliveryRoutes: readonly Route[] = [
  appRoute('get', '/app/hook/deliveries', (call) =>
    paged(call, call.hooks.deliveries.toReversed(), itemShape),
  ),
  appRoute('get', '/app/hook/deliveries/{delivery_id}', (call) => {
    const id = numberParam(call, 'delivery_id');
    const delivery = call.hooks.deliveries.find((one) => one.id === id);
    if (delivery === undefined) throw notFound();
    return json({
      ...itemShape(delivery),
      url: call.hooks.hook?.url ?? '',
      request: { headers: { 'X-GitHub-Event': delivery.event }, payload: JSON.parse(delivery.body) },
      response: { headers: {}, payload: delivery.outcome?.body ?? null },
    });
  }),
  appRoute('post', '/app/hook/deliveries/{delivery_id}/attempts', (call) => {
    const again = call.hooks.redeliver(numberParam(call, 'delivery_id'));
    if (again === undefined) throw notFound();
    return json({}, 202);
  }),
];

function itemShape({
  id,
  guid,
  event,
  action,
  installation,
  repository,
  redelivery,
  deliveredAt,
  outcome,
}: Delivery) {
  const status = outcome?.status ?? 0;
  return {
    id,
    guid,
    delivered_at: isoTime(deliveredAt),
    redelivery,
    duration: outcome?.seconds ?? 0,
    status: status >= 200 && status < 300 ? 'OK' : 'failed',
    status_code: status,
    event,
    action: action ?? null,
    installation_id: installation ?? null,
    repository_id: repository ?? null,
  };
}
