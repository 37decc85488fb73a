import { CONFIG_FILE } from '../../config/config.ts';
import { type Problem, problemLine } from '../../config/problem.ts';
import type { Annotation } from '../../review/annotation.ts';
import { buttons } from '../../review/buttons.ts';
import { fenced } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import type { UnusableConfig } from '../pull-request/read-config.ts';
import type { ConfigEdit } from '../pull-request/read-config-edit.ts';
import { type Ending, plainEnding } from './check.ts';

/** GitHub takes 50 annotations a call; a configuration has no more problems told of it than that, and as many warnings. */
const MOST_A_CALL = 50;
const LONGEST_LINE = 400;

/** Why a configuration cannot be used, as a title. */
const WRONG = 'The configuration is wrong';
const UNAUDITED = 'A victim is not audited as clean';
const AUDITOR =
  'No edit of the configuration makes up for an audit: whoever runs CodePurify audits the victim with `codepurify audit --save`, or puts a clean one in its place.';

/** The ending of a check where the configuration cannot be used, so that nothing was inspected. */
export function wrongConfig(
  read: UnusableConfig,
  edit: ConfigEdit | undefined,
  {
    alone,
    takesOrders,
  }: { /** The configuration is all that changes. */ alone: boolean; takesOrders: boolean },
): Ending {
  const { problems, unaudited, warnings } = read;
  const wrong = problems.length > 0;
  const mends = wrong && unaudited.length === 0 && edit?.ok === true;
  const then = takesOrders ? 'press **Scan again**' : 'run this again';
  const mend = `Mend \`${CONFIG_FILE}\` on the base branch${mends ? ' in a pull request of its own, since this one changes more' : ''}, then ${then}.`;
  const summary = [
    wrong
      ? 'Nothing was inspected: the configuration on the base branch is wrong.'
      : 'Nothing was inspected: a victim must be clean by its audit, and is not known to be.',
    listed([...problems, ...unaudited], warnings),
    ...(unaudited.length > 0 ? [`${AUDITOR}${wrong ? '' : ` Then ${then}.`}`] : []),
    ...(wrong
      ? [mends && alone ? 'This pull request mends it: merge it, and the next ones are inspected.' : mend]
      : []),
  ].join('\n\n');
  // The pull request that mends it must be able to pass, but never with code in it that nobody looked into.
  const ending = plainEnding(mends && alone ? 'neutral' : 'failure', titleOf(read), summary);
  return withConfigEdit({ ...ending, actions: buttons({ placed: [] }) }, edit);
}

/** An ending that also shows what a pull request makes of the configuration, at its lines. A wrong one never passes. */
export function withConfigEdit(ending: Ending, edit: ConfigEdit | undefined): Ending {
  if (edit === undefined) return ending;
  const { ok, problems, unaudited, warnings } = edit;
  const text = [
    `**\`${CONFIG_FILE}\`** as this pull request leaves it ${ok ? 'can be used' : 'cannot be used'}. It is not in force here: the base branch's is.`,
    ...listedIfAny([...problems, ...unaudited], warnings),
    ...(unaudited.length > 0 ? [AUDITOR] : []),
  ].join('\n\n');
  const title = titleOf(edit);
  const added = ending.title === title ? '' : `; ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  return {
    ...ending,
    ...(!ok && { conclusion: 'failure', title: `${ending.title}${added}` }),
    annotations: [...ending.annotations, ...notesOn(edit)],
    text: ending.text === undefined ? text : `${ending.text}\n\n${text}`,
  };
}

/** The ending of the check of a configuration that came to the default branch. */
export function newConfig(edit: ConfigEdit): Ending {
  const { ok, problems, unaudited, warnings } = edit;
  const words = ok
    ? 'It is in force from now on.'
    : problems.length > 0
      ? 'Nothing is inspected until it is mended.'
      : `Nothing is inspected until it is. ${AUDITOR}`;
  const summary = [words, ...listedIfAny([...problems, ...unaudited], warnings)].join('\n\n');
  const title = ok ? 'The configuration can be used' : titleOf(edit);
  return { ...plainEnding(ok ? 'success' : 'failure', title, summary), annotations: notesOn(edit) };
}

function titleOf({ problems }: Pick<UnusableConfig, 'problems'>): string {
  return problems.length > 0 ? WRONG : UNAUDITED;
}

/** What does nothing in the configuration that is in force, below the rest. */
export function withWarnings(ending: Ending, warnings: readonly Problem[]): Ending {
  if (warnings.length === 0) return ending;
  const text = `**Configuration**\n\n${listed([], warnings)}`;
  return { ...ending, text: ending.text === undefined ? text : `${text}\n\n${ending.text}` };
}

function listed(problems: readonly Problem[], warnings: readonly Problem[]): string {
  const lines = [
    ...problems.map((problem) => problemLine(problem, 'error')),
    ...warnings.map((warning) => problemLine(warning, 'warning')),
  ];
  return fenced(lines.map((line) => oneLine(line, LONGEST_LINE)).join('\n'));
}

function listedIfAny(problems: readonly Problem[], warnings: readonly Problem[]): string[] {
  return problems.length + warnings.length > 0 ? [listed(problems, warnings)] : [];
}

/** At the lines of the repository's file; those of the organisation's are no lines here. */
function notesOn({ problems, unaudited, warnings }: ConfigEdit): Annotation[][] {
  const own = [...problems, ...unaudited].filter(({ file }) => file === CONFIG_FILE);
  const notes = [
    ...own.map((problem) => noteOn(problem, 'failure')),
    ...warnings.map((warning) => noteOn(warning, 'warning')),
  ];
  return Array.from({ length: Math.ceil(notes.length / MOST_A_CALL) }, (_, part) =>
    notes.slice(part * MOST_A_CALL, (part + 1) * MOST_A_CALL),
  );
}

function noteOn({ line, key, message }: Problem, level: 'failure' | 'warning'): Annotation {
  return {
    path: CONFIG_FILE,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title: oneLine(key === '' ? 'Configuration' : `Configuration: ${key}`, 120),
    message: oneLine(`${message}.`, LONGEST_LINE),
  };
}
