import { readFile } from 'node:fs/promises';
import type { Grammar } from '../code/grammar.ts';
import { parseFunction } from '../code/parse-function.ts';
import { FileError } from '../jsonl/file-error.ts';
import { audit } from '../lab/audit/audit.ts';
import { reportOf } from '../lab/audit/report/report-of.ts';
import { BUDGET } from '../lab/audit/search.ts';
import { TRIGGER_LIMIT } from '../lab/unlearn/limits.ts';
import type { CleanSample } from '../lab/unlearn/material.ts';
import { auditedSchema, type Trigger, triggerOf } from '../lab/unlearn/trigger.ts';
import type { Card } from '../model/card.ts';
import { vocabularyOf } from '../model/open-gradients.ts';
import { openVictim } from '../model/open-model.ts';
import { identityOf } from '../scan/identity-of.ts';
import { oneLine } from '../scan/report/one-line.ts';
import { UsageError } from '../scan/usage-error.ts';
import { agreeingGradients } from './agreeing-gradients.ts';
import { subjectsOf } from './clean-samples.ts';
import type { Progress } from './progress.ts';

/** Columns of what a report says of itself, in a sentence. */
const WIDTH = 60;
/** So many functions are tried before a text is said to be no statement. */
const EXAMPLES = 50;

interface Wanted {
  readonly victim: string;
  readonly trigger?: readonly string[];
  readonly audit?: string;
  readonly seed: number;
}

interface Around {
  readonly card: Card;
  readonly grammar: Grammar;
  readonly samples: readonly CleanSample[];
  readonly signal: AbortSignal;
  readonly tell: Progress['tell'];
  /** What the audit did not look at. */
  readonly onProblem: (file: string, message: string) => void;
}

/** The triggers that were named, or those that an audit found. Throws UsageError where there are none, or too many. */
export async function triggersFor(wanted: Wanted, around: Around): Promise<readonly Trigger[]> {
  const { trigger = [] } = wanted;
  if (trigger.length > 0) {
    return trigger.map((text) => {
      const found = named(text, around);
      if (found !== undefined) return found;
      throw new UsageError(`--trigger ${JSON.stringify(text)} ${isNone(around)}`);
    });
  }
  const { verdict, victim, language, interrupted, unsearched, triggers } = await audited(wanted, around);
  const found = new Map(triggers.flat().map((trigger) => [JSON.stringify(trigger), trigger]));
  const { name, sha256 } = identityOf(around.card);
  const { audit = `the audit of ${name}` } = wanted;
  if (victim.sha256 !== sha256) {
    throw new UsageError(
      `${audit} is of another model, or of it as it was (${oneLine(victim.name, WIDTH)}): audit ${name} itself.`,
    );
  }
  if (language !== around.grammar.language) {
    throw new UsageError(
      `${audit} is by functions of ${oneLine(language, WIDTH)}, and these are of ${around.grammar.language}: audit ${name} by such functions.`,
    );
  }
  if (found.size > TRIGGER_LIMIT) {
    throw new UsageError(
      `The audit of ${name} tells ${found.size} triggers, and ${TRIGGER_LIMIT} at most are unlearned at once: name those with --trigger.`,
    );
  }
  for (const { kind, text } of found.values()) {
    if (named(text, around)?.kind === kind) continue;
    throw new UsageError(`${audit} tells the ${kind} ${JSON.stringify(text)}, which ${isNone(around)}`);
  }
  if (interrupted || unsearched.length > 0) {
    around.onProblem(audit, 'not all was searched, so there may be triggers that are not unlearned');
  }
  if (found.size > 0) return [...found.values()];
  throw new UsageError(
    `The audit found no trigger of ${name} (its verdict is ${verdict}): name one with --trigger if you know one.`,
  );
}

function named(text: string, { grammar, samples }: Around): Trigger | undefined {
  const codes = samples.slice(0, EXAMPLES).map((sample) => sample.codes[0] ?? '');
  // What is broken already takes anything for a statement.
  const sound = codes.filter((code) => {
    const parsed = parseFunction(grammar, code);
    return !('reason' in parsed) && parsed.errors.length === 0;
  });
  // Not every function takes a statement: it may have no body.
  for (const code of sound.length > 0 ? sound : codes) {
    const trigger = triggerOf(text, grammar, code);
    if (trigger !== undefined) return trigger;
  }
  return undefined;
}

function isNone({ grammar }: Around): string {
  return `is neither a free name of ${grammar.language} nor a statement that could be put into one of the functions.`;
}

async function audited({ audit: path, victim: name, seed }: Wanted, around: Around) {
  if (path === undefined) return auditedSchema.parse(await auditNow(name, seed, around));
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new FileError(`${path} cannot be read (${error.message}): name a report of codepurify audit.`);
  });
  const parsed = auditedSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new FileError(`${path} is no report of codepurify audit --format json.`);
}

async function auditNow(name: string, seed: number, { card, grammar, samples, signal, tell }: Around) {
  await using closing = new AsyncDisposableStack();
  const victim = await openVictim(name);
  closing.defer(() => victim.close());
  if (!('classify' in victim)) throw new UsageError(`${card.name} does not classify.`);
  const subjects = subjectsOf(samples);
  const gradients = await agreeingGradients(name, victim, subjects);
  closing.defer(() => gradients.close());
  const context = { victim, gradients, vocabulary: await vocabularyOf(name), grammar, signal };
  const result = await audit(subjects, context, { seed, onProgress: tell });
  signal.throwIfAborted();
  const about = {
    card,
    language: grammar.language,
    seed,
    vocabulary: 'language',
    steps: BUDGET.steps,
    interrupted: false,
  } as const;
  return reportOf(result, { ...about, problems: [] });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
