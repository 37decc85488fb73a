import { CONFIG_FILE } from '../../config/config.ts';
import { type Problem, problemLine } from '../../config/problem.ts';
import type { Annotation } from '../../review/annotation.ts';
import { buttons } from '../../review/buttons.ts';
import { fenced } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import type { ConfigEdit } from '../pull-request/read-config-edit.ts';
import { type Ending, plainEnding } from './check.ts';

/** GitHub takes 50 annotations a call; a configuration has no more problems told of it than that, and as many warnings. */
const MOST_A_CALL = 50;
const LONGEST_LINE = 400;

/** The ending of a check where the configuration cannot be used, so that nothing was inspected. */
export function wrongConfig(
  problems: readonly Problem[],
  warnings: readonly Problem[],
  edit: ConfigEdit | undefined,
  takesOrders: boolean,
): Ending {
  const mended = edit?.ok === true;
  const summary = [
    'Nothing was inspected: the configuration on the base branch is wrong.',
    listed(problems, warnings),
    mended
      ? 'This pull request mends it: merge it, and the next ones are inspected.'
      : `Mend \`${CONFIG_FILE}\` on the base branch, then ${takesOrders ? 'press **Scan again**' : 'run this again'}.`,
  ].join('\n\n');
  // The pull request that mends it must be able to pass.
  const ending = plainEnding(mended ? 'neutral' : 'failure', 'The configuration is wrong', summary);
  return withConfigEdit({ ...ending, actions: buttons({ placed: [] }) }, edit);
}

/** An ending that also shows what a pull request makes of the configuration, at its lines. A wrong one never passes. */
export function withConfigEdit(ending: Ending, edit: ConfigEdit | undefined): Ending {
  if (edit === undefined) return ending;
  const { ok, problems, warnings } = edit;
  const text = [
    `**\`${CONFIG_FILE}\`** as this pull request leaves it ${ok ? 'can be used' : 'cannot be used'}. It is not in force here: the base branch's is.`,
    ...listedIfAny(problems, warnings),
  ].join('\n\n');
  return {
    ...ending,
    ...(!ok && { conclusion: 'failure', title: `${ending.title}; the configuration is wrong` }),
    annotations: [...ending.annotations, ...notesOn(edit)],
    text: ending.text === undefined ? text : `${ending.text}\n\n${text}`,
  };
}

/** The ending of the check of a configuration that came to the default branch. */
export function newConfig(edit: ConfigEdit): Ending {
  const { ok, problems, warnings } = edit;
  const title = ok ? 'The configuration can be used' : 'The configuration is wrong';
  const words = ok ? 'It is in force from now on.' : 'Nothing is inspected until it is mended.';
  const summary = [words, ...listedIfAny(problems, warnings)].join('\n\n');
  return { ...plainEnding(ok ? 'success' : 'failure', title, summary), annotations: notesOn(edit) };
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

function notesOn({ problems, warnings }: ConfigEdit): Annotation[][] {
  const notes = [
    ...problems.map((problem) => noteOn(problem, 'failure')),
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
