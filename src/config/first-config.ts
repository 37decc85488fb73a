import { type Language, languageOf } from '../code/language.ts';
import type { Card } from '../model/card.ts';
import { isBackdoored } from '../model/standing.ts';
import { MOST_VICTIMS } from './config.ts';
import { asYaml, configJsonSchema, keysOf, type SchemaNode } from './config-json-schema.ts';

/** Where the schema of a version is found by editors. */
function schemaAddress(version: string): string {
  return `https://unpkg.com/codepurify@${version}/schema/config.schema.json`;
}

/**
 * The text of a first configuration, with the victims that read the files (paths with forward slashes). A victim that is
 * known to be backdoored is no one's first choice and left out. Every other key stands there with its default, as a comment.
 */
export function firstConfig(files: readonly string[], models: readonly Card[], version: string): string {
  const found = byLanguage(files);
  const victims = models
    .filter((card) => card.task !== 'infill' && !isBackdoored(card))
    .filter(({ languages }) => languages.some((language) => found.has(language)))
    .slice(0, MOST_VICTIMS);
  const keys = keysOf(configJsonSchema()).map(([key, node]) =>
    [
      ...comment(node.description ?? ''),
      ...(key === 'victims'
        ? victimLines(victims, found)
        : withDefaults(key, node).map((line) => `# ${line}`)),
    ].join('\n'),
  );
  return `# yaml-language-server: $schema=${schemaAddress(version)}
#
# CodePurify reads this file from the base branch of a pull request.
# A key behind # shows its default. \`codepurify validate\` says whether the file is right.

${keys.join('\n\n')}
`;
}

interface Found {
  files: number;
  readonly patterns: Set<string>;
}

function byLanguage(files: readonly string[]): ReadonlyMap<Language, Found> {
  const found = new Map<Language, Found>();
  for (const file of files) {
    const language = languageOf(file);
    if (language === undefined) continue;
    const of = found.get(language) ?? { files: 0, patterns: new Set() };
    of.files += 1;
    of.patterns.add(`**/*${file.slice(file.lastIndexOf('.'))}`);
    found.set(language, of);
  }
  return found;
}

function victimLines(victims: readonly Card[], found: ReadonlyMap<Language, Found>): string[] {
  const read = new Set(victims.flatMap(({ languages }) => languages));
  const unread = [...found].filter(([language]) => !read.has(language));
  const listed = victims.flatMap(({ name, languages }) => {
    const patterns = languages.flatMap((language) => [...(found.get(language)?.patterns ?? [])]);
    return [`  - name: ${name}`, '    paths:', ...patterns.map((pattern) => `      - '${pattern}'`)];
  });
  return [
    ...(listed.length > 0
      ? ['victims:', ...listed]
      : ['# victims:', '#   - name: my-model', "#     paths: ['src/**']"]),
    ...(unread.length > 0
      ? comment(
          `No victim listed here reads ${unread.map(([language, { files }]) => `${language} (files: ${files})`).join(', ')}.`,
        )
      : []),
  ];
}

function withDefaults(key: string, node: SchemaNode): string[] {
  const inner = keysOf(node);
  if (inner.length === 0) return [`${key}: ${asYaml(node.default)}`];
  return [
    `${key}:`,
    ...inner.flatMap(([each, below]) =>
      [...comment(below.description ?? ''), ...withDefaults(each, below)].map((line) => `  ${line}`),
    ),
  ];
}

function comment(text: string): string[] {
  return (text.match(/.{1,96}(?:\s|$)/g) ?? []).map((line) => `# ${line.trimEnd()}`);
}
