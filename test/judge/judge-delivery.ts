import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Delivery } from '../../demo/github/hook/delivery.ts';

const ajv = new Ajv({ strict: false, inlineRefs: false, code: { optimize: false } });
addFormats.default(ajv);
ajv.addSchema(createRequire(import.meta.url)('@octokit/webhooks-schemas'), 'webhooks');
const compiled = new Map<string, ValidateFunction>();

/** What GitHub sends as null once a fork is deleted, and some schemas do not know. */
const NULLABLE: ReadonlySet<string> = new Set(['/pull_request/head/repo']);

/** What the schemas of GitHub's webhooks say against a payload. */
export function judgeDelivery({ event, action, body }: Delivery): string[] {
  const name = action === undefined ? `${event}$event` : `${event}$${action}`;
  const validator =
    compiled.get(name) ?? ajv.compile({ $ref: `webhooks#/definitions/${encodeURIComponent(name)}` });
  compiled.set(name, validator);
  if (validator(JSON.parse(body))) return [];
  return (validator.errors ?? [])
    .filter(({ instancePath }) => !NULLABLE.has(instancePath))
    .map(
      ({ instancePath, message, params }) =>
        `${name}: ${instancePath || 'it'} ${message} (${Object.values(params).join(', ')})`,
    );
}
