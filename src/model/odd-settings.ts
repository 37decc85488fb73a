import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelError } from './model-error.ts';
import { oddTokenizer, tokenizerSchema } from './odd-tokenizer.ts';
import { readJson } from './read-json.ts';

/** Settings in which transformers looks for the names of Python files to run. */
const MAY_NAME_PYTHON = [
  'config.json',
  'tokenizer_config.json',
  'generation_config.json',
  'preprocessor_config.json',
  'processor_config.json',
];

const anySettings = z.looseObject({
  auto_map: z.unknown().optional(),
  custom_pipelines: z.unknown().optional(),
});

/**
 * What the settings of a model folder do that few models need and that could hide something: a tokenizer that rewrites
 * code, words of code that are a token whole, two words that are one token; and Python that other programs would run.
 */
export async function oddSettings(folder: string): Promise<readonly string[]> {
  const python = MAY_NAME_PYTHON.map((file) => oddities(join(folder, file), anySettings, namedPython));
  const tokenizer = oddities(join(folder, 'tokenizer.json'), tokenizerSchema, oddTokenizer);
  return (await Promise.all([...python, tokenizer])).flat();
}

/** What cannot be looked into might hide all of it, though the tokenizer library may well take it: that is told, too. */
async function oddities<S extends z.ZodType>(
  path: string,
  schema: S,
  found: (settings: z.output<S>) => readonly string[],
): Promise<readonly string[]> {
  if (!existsSync(path)) return [];
  try {
    return found(await readJson(path, schema)).map((odd) => `${path}: ${odd}`);
  } catch (error) {
    // Steps within steps without end overflow the stack.
    const why = error instanceof ModelError ? error.message : `${path}: ${error}`;
    return [
      `${why}; what this file hides cannot be looked into, so ask its maker for one as exporters write it`,
    ];
  }
}

function namedPython(settings: z.output<typeof anySettings>): string[] {
  return (['auto_map', 'custom_pipelines'] as const).flatMap((key) => {
    const value = settings[key] ?? {};
    return typeof value === 'object' && Object.keys(value).length === 0
      ? []
      : [`${key} names Python code that other programs may run; take it out, as nothing here needs it`];
  });
}
