import type { Annotation } from '../../review/annotation.ts';

/** GitHub shows so many of each level of a step. */
const MOST = 10;

/** Annotations as lines that a workflow's runner understands, the first ten of each level, and how many are left. */
export function workflowCommands(annotations: readonly Annotation[]): {
  readonly lines: readonly string[];
  readonly left: number;
} {
  const shown = Object.values(Object.groupBy(annotations, (each) => each.annotation_level)).flatMap((alike) =>
    alike.slice(0, MOST),
  );
  return { lines: shown.map(lineOf), left: annotations.length - shown.length };
}

/** Text that the runner shows and does not read: no line of it is a command, whatever it holds. */
export function withoutCommands(text: string, word: string): string {
  return `::stop-commands::${word}\n${text}${text.endsWith('\n') ? '' : '\n'}::${word}::\n`;
}

function lineOf({ annotation_level, path, start_line, end_line, title, message }: Annotation): string {
  const level = annotation_level === 'failure' ? 'error' : 'warning';
  const place = `file=${property(path)},line=${start_line},endLine=${end_line},title=${property(title)}`;
  return `::${level} ${place}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
