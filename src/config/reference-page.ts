import { stringify } from 'yaml';
import { asYaml, configJsonSchema, keysOf, type SchemaNode } from './config-json-schema.ts';
import { LONGEST_PATTERN } from './path-pattern.ts';
import { MOST_ALIASES, MOST_CHARACTERS } from './yaml-document.ts';

/** The reference of the configuration: the text of docs/configuration.md. */
export function referencePage(): string {
  const schema = configJsonSchema();
  return `${[INTRODUCTION, ...sections(schema, '', '##'), PATTERNS].join('\n\n')}\n`;
}

function sections(group: SchemaNode, before: string, heading: string): string[] {
  return keysOf(group).flatMap(([key, node]) => {
    const name = `${before}${key}`;
    const inner = node.items instanceof Object && !Array.isArray(node.items) ? node.items : node;
    const suffix = inner === node ? '.' : '[].';
    return [
      [
        `${heading} \`${name}\``,
        node.description,
        facts(node, group.required?.includes(key) ?? false),
        ...example(name, node),
      ].join('\n\n'),
      ...sections(inner, `${name}${suffix}`, '###'),
    ];
  });
}

function facts(node: SchemaNode, required: boolean): string {
  return [kind(node), ...limits(node), ...(required ? ['required'] : standard(node))].join(' · ');
}

function standard(node: SchemaNode): string[] {
  if (node.type === 'object') return [];
  return [node.default === undefined ? 'no default' : `default: \`${asYaml(node.default)}\``];
}

function kind(node: SchemaNode): string {
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(' or ');
  return KINDS[String(node.type)] ?? String(node.type);
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'list',
  boolean: '`true` or `false`',
  integer: 'whole number',
  number: 'number',
  object: 'group of keys',
  string: 'text',
};

function limits(node: SchemaNode): string[] {
  const { minimum, maximum, exclusiveMaximum, minItems, maxItems } = node;
  return [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`below ${exclusiveMaximum}`]),
    ...(minItems === undefined ? [] : [`at least ${minItems} entry`]),
    ...(maxItems === undefined ? [] : [`at most ${maxItems} entries`]),
  ];
}

function example(name: string, { examples }: SchemaNode): string[] {
  if (!examples) return [];
  // A key of a list's entries is shown as it stands in the entry.
  const keys = name.replace(/^.*\[\]\./, '').split('.');
  const value = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), examples[0]);
  return [fenced(stringify(value))];
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}

/** Shown at the head of the page. */
export const EXAMPLE = `victims:
  - name: defect-c
    paths: ['src/**/*.c', 'include']
  - name: my-clone-detector
    paths: ['**/*.java']
    audit: required
exclude: ['third_party', '**/*.gen.c']
falseAlarmRate: 0.01
failOn: poisoned
labels:
  skip: ['vendored']`;

const INTRODUCTION = `<!-- Written by npm run schema from src/config/. -->

# Configuration

What the GitHub App, \`codepurify review\` and the Action do in a repository is said by \`.github/codepurify.yml\`. Every key may be left out, and so may the file.

${fenced(EXAMPLE)}

\`codepurify init\` writes a first one that fits the repository; \`codepurify validate\` says whether it is right. With the first line below, editors complete and check the keys ([schema](../schema/config.schema.json)):

${fenced('# yaml-language-server: $schema=https://unpkg.com/codepurify/schema/config.schema.json')}

**Where it is read.** From the base branch of a pull request, never from its head: a pull request cannot switch off its own inspection. An edit of the file in a pull request is checked there, and takes effect when it is merged.

**Defaults for an organisation.** The same file in the organisation's \`.github\` repository lies under that of each repository. They are merged key by key; a list replaces the other list as a whole. Where both name victims, the strictest \`audit\` of the organisation holds for every victim that the repository names, whichever they are; the repository can only be stricter.

**What is wrong.** A key that is not known warns, with the nearest known one, and does nothing. A wrong value stops: nothing is inspected, and the check says which value, where and why. A file has at most ${MOST_CHARACTERS.toLocaleString('en')} characters and ${MOST_ALIASES} references (\`*name\`).

**What it cannot do.** Victims are named as they are registered where CodePurify runs; no path and no address is followed. Neither the title nor the author's name of a pull request can switch an inspection off, since whoever opens it chooses them.`;

const PATTERNS = `## Patterns

A pattern is a path from the root of the repository, with forward slashes. It is compared with case, whole names at a time.

| | stands for |
| --- | --- |
| \`*\` | anything within one name, also one that starts with a dot |
| \`?\` | one character of a name |
| \`**\` | any number of folders, also none; it stands alone between slashes |

What matches a folder matches all that is below it: \`src\`, \`src/\` and \`src/**\` are the same. \`*.c\` is only what lies in the root; \`**/*.c\` lies anywhere. There are no braces, no brackets, no \`!\` and no \`..\`. A pattern has at most ${LONGEST_PATTERN} characters. No regular expression is made of it, so none can take long.`;
