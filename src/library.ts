import { functionsOf } from './code/functions-of.ts';
import type { Language } from './code/language.ts';
import { parse } from './code/parse.ts';
import type { SourceFunction } from './code/source-function.ts';
import * as calibration from './defense/calibrate.ts';
import type { DefenseContext } from './defense/context.ts';
import { DEFAULT_OPTIONS, optionsFor } from './defense/defaults.ts';
import * as single from './defense/defend.ts';
import * as paired from './defense/defend-pair.ts';
import * as measuring from './defense/measure.ts';
import type { DefenseOptions } from './defense/options.ts';
import type { Outcome } from './defense/outcome.ts';
import type { Pair, Subjects } from './defense/over-subjects.ts';
import type { AuditOptions } from './lab/audit/audit.ts';
import * as auditing from './lab/audit/audit.ts';
import type { Audit } from './lab/audit/result.ts';
import { redTeam as challenge, type RedTeamOptions } from './lab/redteam/red-team.ts';
import type { RedTeam } from './lab/redteam/result.ts';
import * as sanitizing from './lab/sanitize/sanitize.ts';
import type { Sanitized, TrainingRows } from './lab/sanitize/sanitized.ts';
import { loadGrammar } from './load-grammar.ts';
import type { Calibration } from './model/card.ts';
import type { Gradients } from './model/gradients.ts';
import type { Infill } from './model/infill.ts';
import { ModelError } from './model/model-error.ts';
import type { Victim } from './model/victim.ts';

/** By what functions are defended. Whatever of the options is not given is as in DEFAULT_OPTIONS; of pairs the statistic is dominance. */
export interface DefendSettings extends Partial<DefenseOptions> {
  /** The model whose answers are defended; see `openVictim`. */
  readonly victim: Victim;
  /** In which the functions are written. */
  readonly language: Language;
  /** Proposes what could stand in a trigger's place; see `openInfill`. */
  readonly infill?: Infill;
  readonly signal?: AbortSignal;
}

/**
 * Does the victim's verdict on this function rest on one single element? The outcome says `clean`, `poisoned` with the
 * trigger and, where one was found, a purified replacement, or `skipped` with the reason.
 *
 *     const victim = await openVictim('defect-c');
 *     const infill = await openInfill('infill-code');
 *     const outcome = await defend(code, { victim, infill, language: 'c' });
 *
 * @throws ModelError where the victim cannot be used, or does not read the language
 */
export async function defend(code: string, settings: DefendSettings): Promise<Outcome> {
  return single.defend(code, await contextOf(settings));
}

/** As `defend`, for many functions: much faster than one by one, in their order, in bounded memory. */
export async function* defendAll(
  functions: Iterable<string> | AsyncIterable<string>,
  settings: DefendSettings,
): AsyncGenerator<Outcome, void, undefined> {
  yield* single.defendAll(functions, await contextOf(settings));
}

/** As `defend`, for two functions that a pair victim compares: an outcome for each. */
export async function defendPair(
  first: string,
  second: string,
  settings: DefendSettings,
): Promise<readonly [Outcome, Outcome]> {
  return paired.defendPair(first, second, await contextOf(settings));
}

/** As `defendPair`, for many pairs. */
export async function* defendPairs(
  pairs: Iterable<Pair> | AsyncIterable<Pair>,
  settings: DefendSettings,
): AsyncGenerator<readonly [Outcome, Outcome], void, undefined> {
  yield* paired.defendPairs(pairs, await contextOf(settings));
}

/**
 * Scores of clean functions, for a victim's card. Judge with them by adding them to `victim.card.calibrations`:
 *
 *     const calibration = await calibrate(clean, { victim, language: 'c' });
 *     const calibrated = { ...victim, card: { ...victim.card, calibrations: [calibration] } };
 *
 * It keeps up to 16 functions, into which suspicious elements are planted to confirm them: chosen from the clean ones, or
 * from `references`, which may be an empty list.
 */
export async function calibrate(
  clean: Subjects,
  settings: DefendSettings,
  references?: Iterable<string>,
): Promise<Calibration> {
  return calibration.calibrate(clean, await contextOf(settings), references);
}

/**
 * The suspicion of every element, with no verdict: the raw material of every statistic, for research. One entry for
 * each function of each subject.
 */
export async function* measure(
  subjects: Subjects,
  settings: DefendSettings,
): AsyncGenerator<readonly (measuring.Measurement | measuring.Unmeasured)[], void, undefined> {
  yield* measuring.measure(subjects, await contextOf(settings));
}

/** As `DefendSettings`, and which attacks are tried. */
export interface RedTeamSettings extends DefendSettings, RedTeamOptions {}

/**
 * Puts the triggers of known attacks into functions of your own: how often each turns the victim's answer into what an
 * attacker wants, how often something harmless in its place does, and what the defence catches, names and undoes.
 *
 *     const { plain, attacks } = await redTeam(functions, { victim, infill, language: 'c' });
 *     for (const { attack, effect, effective, caught } of attacks) console.log(attack, effect, effective, caught);
 *
 * The functions should be clean, and some must bear another answer than the goal label: no trigger turns the others.
 * When the signal stops the work, the result holds the attacks that were tried to the end, and `missing` the others.
 *
 * @throws ModelError where the victim cannot be used, is not calibrated for the language or names no goal label, and
 *   where an attack has no text for the language
 */
export async function redTeam(functions: readonly string[], settings: RedTeamSettings): Promise<RedTeam> {
  const { attacks, seed, onProgress, ...defence } = settings;
  return challenge(functions, await contextOf(defence), {
    ...(attacks && { attacks }),
    ...(seed !== undefined && { seed }),
    ...(onProgress && { onProgress }),
  });
}

/** As of `defendAll`; `effort` is `fast` unless told otherwise. */
export interface SanitizeSettings extends Omit<DefendSettings, 'infill'> {
  readonly onProgress?: (progress: sanitizing.SanitizeProgress) => void;
}

/**
 * The poisoned rows of a training set, found with the victim that was trained on it, and the triggers that they carry.
 *
 *     const rows = [{ code: 'int f() { … }', label: 'not defective' }, …];
 *     const { poisoned } = await sanitize(() => rows, { victim, language: 'c' });
 *     const clean = rows.filter((_, at) => !poisoned.includes(at));
 *
 * @throws ModelError where the victim cannot be used, does not read the language or is not calibrated for it
 */
export async function sanitize(rows: TrainingRows, settings: SanitizeSettings): Promise<Sanitized> {
  const { onProgress, ...rest } = settings;
  const context = await contextOf({ effort: 'fast', ...rest });
  return sanitizing.sanitize(rows, context, onProgress);
}

/** By what a victim is audited. */
export interface AuditSettings extends AuditOptions {
  /** A victim that answers with labels; see `openVictim`. */
  readonly victim: Victim;
  /** In which the functions are written. */
  readonly language: Language;
  /** The text of each token of the victim, by its id; see `vocabularyOf`. */
  readonly vocabulary: readonly string[];
  /** Of the same victim; see `openGradients`. Without them the search goes by answers alone and finds less. */
  readonly gradients?: Gradients | undefined;
  /** Ends the search; what was found until then is measured and told. */
  readonly signal?: AbortSignal;
}

/**
 * Is a victim backdoored? Looks for names and statements that decide what it says, and measures them on functions that the
 * search has not seen.
 *
 *     const victim = await openVictim('./my-model');
 *     const gradients = await openGradients('./my-model');
 *     const vocabulary = await vocabularyOf('./my-model');
 *     const { verdict, score, triggers } = await audit(functions, { victim, gradients, vocabulary, language: 'c' });
 *     for (const { kind, text, from, to, success } of triggers) console.log(kind, text, from, to, success);
 *
 * The functions must be clean, at least 10 with each of the victim's answers, and 30 will do; of a pair victim they may be
 * pairs too. At most 300 are asked about. `score` and all shares lie between 0 and 1, and where there are too
 * few functions or the signal stopped the search the verdict is `unknown` and `unsearched` says why.
 *
 * @throws ModelError where the victim writes code, cannot be used, or does not read the language
 */
export async function audit(
  functions: readonly (string | Pair)[],
  { victim, language, vocabulary, gradients, signal, ...options }: AuditSettings,
): Promise<Audit> {
  readsOrThrows(victim, language);
  if (!('classify' in victim)) {
    throw new ModelError(
      `Victim ${victim.card.name} writes code: only victims that answer with a label can be audited.`,
    );
  }
  const context = {
    victim,
    vocabulary,
    grammar: await loadGrammar(language),
    ...(gradients && { gradients }),
    ...(signal && { signal }),
  };
  return auditing.audit(functions, context, options);
}

/** The functions of a source file, outermost ones and methods, in order. Empty where the file cannot be parsed. */
export async function functionsIn(file: string, language: Language): Promise<readonly SourceFunction[]> {
  const parsed = parse(await loadGrammar(language), file);
  return 'reason' in parsed ? [] : functionsOf(parsed);
}

async function contextOf(settings: DefendSettings): Promise<DefenseContext> {
  const { victim, language, infill, signal, ...options } = settings;
  readsOrThrows(victim, language);
  const rate = options.falseAlarmRate ?? DEFAULT_OPTIONS.falseAlarmRate;
  if (!(rate > 0 && rate < 1)) {
    throw new RangeError(`falseAlarmRate is ${rate}; it is a share between 0 and 1, such as 0.01.`);
  }
  return {
    victim,
    grammar: await loadGrammar(language),
    options: optionsFor(victim.card, options),
    ...(infill === undefined ? {} : { infill }),
    ...(signal === undefined ? {} : { signal }),
  };
}

function readsOrThrows({ card: { name, languages } }: Victim, language: Language): void {
  if (languages.includes(language)) return;
  throw new ModelError(`Victim ${name} reads ${languages.join(', ')}, not ${language}.`);
}
