import { param } from '../http/call.ts';
import { notFound } from '../http/refusal.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { appShape } from '../shape/app-shape.ts';

/** What an App that was made from a manifest is told of itself: once for each code. */
export const manifestRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/app-manifests/{code}/conversions',
    handle: (call) => {
      const { world } = call;
      const code = param(call, 'code');
      const told = world.manifestCodes.get(code);
      if (told === undefined) throw notFound();
      world.manifestCodes.delete(code);
      const { secret: webhook_secret, pem } = told;
      const client = { client_id: 'Iv1.0123456789abcdef', client_secret: '0'.repeat(40) };
      return json({ ...appShape(world), ...client, webhook_secret, pem }, 201);
    },
  },
];
