import type { Delivery, Outcome } from '../hook/delivery.ts';
import { numberParam } from '../http/call.ts';
import { notFound } from '../http/refusal.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { appRoute } from '../http/route.ts';
import { isoTime } from '../shape/iso-time.ts';

/** On a page. */
const MOST = 100;

/** The App's own look at what was sent to it, newest first. */
export const deliveryRoutes: readonly Route[] = [
  appRoute('get', '/app/hook/deliveries', ({ url, hooks }) => {
    const { searchParams } = url;
    const before = Number(/^v1_(\d{1,15})$/.exec(searchParams.get('cursor') ?? '')?.[1] ?? Infinity);
    const size = Math.min(MOST, Number(searchParams.get('per_page') ?? 30));
    const status = searchParams.get('status');
    const found = hooks.deliveries
      .filter(({ id, outcome }) => id < before && outcome !== undefined)
      .filter(({ outcome }) => status === null || isTaken(outcome) === (status === 'success'))
      .toReversed();
    const shown = found.slice(0, size);
    const next = new URL(url);
    next.searchParams.set('cursor', `v1_${shown.at(-1)?.id}`);
    return json(shown.map(itemShape), 200, found.length > size ? { link: `<${next.href}>; rel="next"` } : {});
  }),
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
    status: isTaken(outcome)
      ? 'OK'
      : status === 0
        ? 'failed to connect to host'
        : `Invalid HTTP Response: ${status}`,
    status_code: status,
    event,
    action: action ?? null,
    installation_id: installation ?? null,
    repository_id: repository ?? null,
  };
}

function isTaken(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && outcome.status >= 200 && outcome.status < 300;
}
