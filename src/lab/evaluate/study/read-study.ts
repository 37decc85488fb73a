import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { issueMessage } from '../../../config/issue-message.ts';
import { inside } from '../../../config/without-unknown-keys.ts';
import { yamlDocument } from '../../../config/yaml-document.ts';
import { FileError } from '../../../jsonl/file-error.ts';
import { type Scenario, type Study, studySchema } from './study.ts';

/** Some hundreds of scenarios. */
const MOST_CHARACTERS = 262_144;
/** The name of a built-in model; all else is a folder. */
const NAME = /^[a-z0-9][a-z0-9-]*$/;

/**
 * A study file, YAML or JSON, its paths resolved. Throws FileError with file, line and key where it cannot be read or
 * says something wrong.
 */
export async function readStudy(path: string): Promise<Study> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file; check the path' : error.message;
    throw new FileError(`${path}: ${why}.`);
  });
  const document = yamlDocument(text, MOST_CHARACTERS);
  if (!document.ok) throw new FileError(`${path}:${document.error.line}: ${document.error.message}.`);
  const parsed = studySchema.safeParse(document.value ?? {});
  if (parsed.success) {
    const folder = dirname(resolve(path));
    const { scenarios, ablations } = parsed.data;
    for (const [at, { scenario }] of ablations.entries()) {
      const named = scenarios.find(({ name }) => name === scenario);
      if (named?.valid !== undefined) continue;
      const { line } = document.placeOf(['ablations', at, 'scenario'], 'value');
      const wrong =
        named === undefined
          ? 'no scenario of this study has this name'
          : 'this scenario names no "valid", and the settings of an ablation are calibrated on these rows';
      throw new FileError(`${path}:${line}: ablations.${at}.scenario: ${wrong}.`);
    }
    return {
      ...parsed.data,
      scenarios: scenarios.map((scenario) => resolved(scenario, folder)),
      ablations: ablations.map(({ elsewhere, ...rest }) => ({
        ...rest,
        elsewhere: Object.fromEntries(
          Object.entries(elsewhere).map(([name, file]) => [name, resolve(folder, file)]),
        ),
      })),
    };
  }
  const [issue] = parsed.error.issues;
  const keys = issue?.path ?? [];
  const value = keys.reduce(inside, document.value);
  const message = issue === undefined ? 'this is no study' : issueMessage(issue, value);
  const { line } = document.placeOf(keys, 'value');
  throw new FileError(`${path}:${line}: ${keys.length === 0 ? '' : `${keys.join('.')}: `}${message}.`);
}

function resolved(scenario: Scenario, folder: string): Scenario {
  const from = (path: string) => resolve(folder, path);
  const { victim, clean, attacks, functions, learn, valid, training } = scenario;
  return {
    ...scenario,
    victim: NAME.test(victim) ? victim : from(victim),
    clean: from(clean),
    attacks: Object.fromEntries(Object.entries(attacks).map(([attack, path]) => [attack, from(path)])),
    ...(functions !== undefined && { functions: from(functions) }),
    ...(learn !== undefined && { learn: from(learn) }),
    ...(valid !== undefined && { valid: from(valid) }),
    ...(training !== undefined && { training: from(training) }),
  };
}
