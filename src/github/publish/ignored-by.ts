import type { Config } from '../../config/config.ts';
import { loadGrammar } from '../../load-grammar.ts';
import type { Ignored } from '../../review/ignore.ts';
import { ignoresInCode } from '../../review/ignores-in-code.ts';
import type { Inspected } from '../pull-request/inspect.ts';
import type { StandingOrders } from './standing-orders.ts';

/** What is ignored: a person's order counts more than the configuration, and that more than a comment in the code. */
export async function ignoredBy(
  { scan, files }: Inspected,
  { ignore }: Pick<Config, 'ignore'>,
  { ignored }: Pick<StandingOrders, 'ignored'>,
): Promise<Ignored> {
  const inCode = await ignoresInCode(scan, files, loadGrammar);
  // Only what stands here: a long list does not give every pull request a summary.
  const found = new Set(scan.functions.map(({ verdict }) => verdict.fingerprint));
  const listed = ignore
    .filter(({ fingerprint }) => found.has(fingerprint))
    .map(({ fingerprint, reason }) => [fingerprint, { reason, by: { kind: 'configuration' } }] as const);
  return new Map([...inCode, ...listed, ...ignored]);
}
