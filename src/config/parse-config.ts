import { configSchema, type WrittenConfig } from './config.ts';
import { issueMessage } from './issue-message.ts';
import type { Place, Problem } from './problem.ts';
import { inside, withoutUnknownKeys } from './without-unknown-keys.ts';
import { type KeyPath, yamlDocument } from './yaml-document.ts';

/** What a file says, or why it cannot be used. Warnings never stop. */
export type ParsedConfig =
  | {
      readonly ok: true;
      readonly file: string;
      readonly config: WrittenConfig;
      readonly warnings: readonly Problem[];
      /** Where the value of a key stands. */
      readonly placeOf: (path: KeyPath) => Place;
    }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** Problems of one file that are told, at most, and as many warnings; one more says how many are left. */
const MOST_TOLD = 50;

/**
 * Reads the text of a configuration. Keys that are not known warn and are left out; anything else that is wrong stops.
 * `file` is what the problems call it. Never throws, whatever the text.
 */
export function parseConfig(text: string, file: string): ParsedConfig {
  const document = yamlDocument(text);
  if (!document.ok) {
    return { ok: false, problems: [{ file, key: '', ...document.error }], warnings: [] };
  }
  const problem = (path: KeyPath, message: string, what: 'key' | 'value'): Problem => ({
    file,
    key: keyOf(path),
    ...document.placeOf(path, what),
    message,
  });
  const told = (shown: readonly Problem[], all: number): readonly Problem[] => [
    ...shown.toSorted((one, other) => one.line - other.line || one.column - other.column),
    ...(all > shown.length
      ? [problem([], `${all - shown.length} more like these are not shown`, 'value')]
      : []),
  ];

  const { known, unknown, more } = withoutUnknownKeys(document.value ?? {}, MOST_TOLD);
  const warned = [
    ...document.warnings.slice(0, MOST_TOLD).map((warning) => ({ file, key: '', ...warning })),
    ...unknown.map(({ path, message }) => problem(path, message, 'key')),
  ];
  const warnings = told(warned, document.warnings.length + unknown.length + more);
  const parsed = configSchema.safeParse(known);
  if (parsed.success) {
    // What was written and not what was parsed: a default must not hide what another file says.
    const config = known as WrittenConfig;
    return { ok: true, file, config, warnings, placeOf: (path) => document.placeOf(path, 'value') };
  }
  const { issues } = parsed.error;
  const problems = issues
    .slice(0, MOST_TOLD)
    .map((issue) => problem(issue.path, issueMessage(issue, issue.path.reduce(inside, known)), 'value'));
  return { ok: false, problems: told(problems, issues.length), warnings };
}

function keyOf(path: KeyPath): string {
  return path
    .map((step, depth) =>
      typeof step === 'number' ? `[${step}]` : `${depth === 0 ? '' : '.'}${String(step).slice(0, 64)}`,
    )
    .join('');
}
