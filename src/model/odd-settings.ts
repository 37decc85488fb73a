import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from './read-json.ts';

const MOST_TOLD = 10;

const step: z.ZodType<Step> = z.lazy(() =>
  z.looseObject({
    type: z.string().nullish(),
    pattern: z.union([z.object({ String: z.string() }), z.object({ Regex: z.string() })]).nullish(),
    content: z.string().nullish(),
    normalizers: z.array(step).nullish(),
    decoders: z.array(step).nullish(),
  }),
);

interface Step {
  readonly type?: string | null | undefined;
  readonly pattern?: { readonly String: string } | { readonly Regex: string } | null | undefined;
  readonly content?: string | null | undefined;
  readonly normalizers?: readonly Step[] | null | undefined;
  readonly decoders?: readonly Step[] | null | undefined;
}

const tokenizerSchema = z.looseObject({
  added_tokens: z
    .array(z.looseObject({ content: z.string(), special: z.boolean().default(false) }))
    .nullish(),
  normalizer: step.nullish(),
  decoder: step.nullish(),
  model: z.looseObject({ vocab: z.record(z.string(), z.int()).nullish().catch(null) }).nullish(),
});

const configSchema = z.looseObject({ auto_map: z.record(z.string(), z.unknown()).nullish() });

/**
 * What the settings of a model folder do that few models need and that could hide something: a tokenizer that rewrites
 * code, words of code that are a token whole, two words that are one token; and Python that other programs would run.
 */
export async function oddSettings(folder: string): Promise<readonly string[]> {
  const path = join(folder, 'tokenizer.json');
  // What cannot be read is told where it is needed.
  const tokenizer = await readJson(path, tokenizerSchema).catch(() => undefined);
  const config = await readJson(join(folder, 'config.json'), configSchema).catch(() => undefined);
  const python = Object.keys(config?.auto_map ?? {}).length > 0;
  return [
    ...(python
      ? [
          `${join(folder, 'config.json')}: auto_map names Python code that other programs may run; take it out, as nothing here needs it`,
        ]
      : []),
    ...(tokenizer ? told(tokenizer).map((odd) => `${path}: ${odd}`) : []),
  ];
}

function told({ added_tokens, normalizer, decoder, model }: z.output<typeof tokenizerSchema>): string[] {
  const words = (added_tokens ?? []).filter(({ content, special }) => !special && /\w/.test(content));
  const read = replacements(normalizer).map(
    (step) => `the tokenizer replaces ${shown(step)} before the model sees the code; ask its maker why`,
  );
  const written = replacements(decoder).map(
    (step) => `the tokenizer replaces ${shown(step)} in what the model writes; ask its maker why`,
  );
  const whole = words.map(
    ({ content }) =>
      `${quoted(content)} was added as a token of its own, wherever it stands in code; ask its maker why`,
  );
  return [...read, ...written, ...whole, ...twins(model?.vocab ?? {})].slice(0, MOST_TOLD);
}

/** Steps that replace anything but white space. */
function replacements(step: Step | null | undefined): Step[] {
  if (step === null || step === undefined) return [];
  const inner = [...(step.normalizers ?? []), ...(step.decoders ?? [])].flatMap(replacements);
  return step.type === 'Replace' && !isBlank(step) ? [step, ...inner] : inner;
}

/** White space for white space, or for the sign that vocabularies have for it. */
function isBlank({ pattern, content }: Step): boolean {
  const [text, blank] =
    pattern && 'Regex' in pattern
      ? [pattern.Regex, /^(?:\\[nrtsu]|[\s▁[\]()|?+*{},\d])*$/]
      : [pattern?.String ?? '', /^[\s▁]*$/];
  return blank.test(text) && /^[\s▁]*$/.test(content ?? '');
}

function shown({ pattern, content }: Step): string {
  const text =
    pattern && 'Regex' in pattern ? `what matches ${quoted(pattern.Regex)}` : quoted(pattern?.String ?? '');
  return `${text} by ${quoted(content ?? '')}`;
}

function twins(vocabulary: Readonly<Record<string, number>>): string[] {
  const known = new Map<number, string>();
  for (const [word, id] of Object.entries(vocabulary)) {
    const other = known.get(id);
    if (other !== undefined)
      return [`${quoted(other)} and ${quoted(word)} are the same token, ${id}; the file was changed by hand`];
    known.set(id, word);
  }
  return [];
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
