import { calibratedFor } from './calibrated-for.ts';
import type { Problem } from './files/listing.ts';
import { judges } from './found-function.ts';
import { identityOf } from './identity-of.ts';
import { inspectAll } from './inspect-all.ts';
import { judgedFunction } from './judged-function.ts';
import { readFunctions } from './read-functions.ts';
import type { ScanOptions } from './scan-options.ts';
import type { JudgedFunction, ScanResult } from './scan-result.ts';
import type { SourceFile } from './source-file.ts';
import { TOOL } from './tool.ts';

/** What was found out before the files were read: it is part of the result. */
export interface Beforehand {
  /** Reasons, in a few words each. */
  readonly passedOver: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Inspects the functions of files with every victim that reads their language. Nothing is dropped: what is not inspected
 * is counted with its reason, and is an error too where it was asked for. When the signal stops it, the result holds what
 * was inspected until then and says so.
 *
 * @throws UsageError where no victim is calibrated for anything that was found, with these options
 * @throws ModelError where a victim cannot be used
 */
export async function scan(
  files: readonly SourceFile[],
  options: ScanOptions,
  beforehand: Beforehand = { passedOver: [], problems: [] },
): Promise<ScanResult> {
  const { victims, signal, onProgress } = options;
  const { functions, passedOver, problems } = await readFunctions(files, options);
  const errors = [...beforehand.problems, ...problems];
  if (!signal?.aborted) errors.push(...calibratedFor(functions, options));

  const askedOf = victims.map(
    (victim) => functions.filter((found) => found.asked && judges(victim, found)).length,
  );
  const seen = askedOf.reduce((sum, count) => sum + count, 0);
  const order = new Map(functions.map((found, at) => [found, at]));
  const judged: { readonly at: number; readonly judged: JudgedFunction }[] = [];
  try {
    for (const victim of victims) {
      for await (const { found, outcome, other } of inspectAll(functions, victim, options)) {
        judged.push({
          at: order.get(found) ?? 0,
          judged: judgedFunction(found, victim.card.name, outcome, other),
        });
        errors.push(...failureOf(outcome, found));
        onProgress?.({ stage: 'inspecting', done: judged.length, total: seen });
      }
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }

  // Stable: a function keeps the order of the victims.
  const sorted = judged.sort((a, b) => a.at - b.at).map((entry) => entry.judged);
  const inspected = sorted.filter(({ verdict }) => verdict.verdict !== 'skipped').length;
  const reasons = [
    ...beforehand.passedOver,
    ...passedOver,
    ...sorted.flatMap(({ verdict }) => (verdict.verdict === 'skipped' ? [verdict.reason] : [])),
    ...Array.from({ length: seen - sorted.length }, () => 'interrupted'),
  ];
  return {
    schemaVersion: 1,
    tool: TOOL,
    victims: victims.map(({ card }) => identityOf(card)),
    coverage: { seen: inspected + reasons.length, inspected, skipped: counts(reasons) },
    ...(signal?.aborted && { interrupted: true }),
    functions: sorted,
    errors,
  };
}

/** A function that could not be inspected although nothing speaks against it. */
function failureOf(
  outcome: { readonly verdict: string; readonly reason?: string },
  { file, name, startLine }: { readonly file: string; readonly name: string; readonly startLine: number },
): Problem[] {
  if (outcome.reason !== 'too large' && outcome.reason !== 'parse failed') return [];
  const why = outcome.reason === 'too large' ? 'is too large to be inspected' : 'cannot be parsed in time';
  return [{ file, message: `The function ${name || 'without a name'} in line ${startLine} ${why}.` }];
}

function counts(reasons: readonly string[]): Record<string, number> {
  const counted = Map.groupBy(reasons, (reason) => reason);
  return Object.fromEntries([...counted].map(([reason, all]) => [reason, all.length]));
}
