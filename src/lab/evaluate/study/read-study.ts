import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { issueMessage } from '../../../config/issue-message.ts';
import { inside, keysInstead } from '../../../config/without-unknown-keys.ts';
import { type KeyPath, yamlDocument } from '../../../config/yaml-document.ts';
import { FileError } from '../../../jsonl/file-error.ts';
import { isBuiltInName } from '../../../model/open-model.ts';
import { type Scenario, type Study, studySchema } from './study.ts';

/** Some hundreds of scenarios. */
const MOST_CHARACTERS = 262_144;
export interface ReadStudy extends Study {
  /** Of the environment, that its paths begin with. */
  readonly variables: readonly string[];
}

/** A folder of this machine, which a study that travels does not name. */
const VARIABLE = /^\$([A-Z][A-Z0-9_]*)(?=\/|$)/;

/**
 * A study file, YAML or JSON, its paths resolved. Throws FileError with file, line and key where it cannot be read or
 * says something wrong.
 */
export async function readStudy(path: string): Promise<ReadStudy> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file; check the path' : error.message;
    throw new FileError(`${path}: ${why}.`);
  });
  const document = yamlDocument(text, MOST_CHARACTERS);
  if (!document.ok) throw new FileError(`${path}:${document.error.line}: ${document.error.message}.`);
  const parsed = studySchema.safeParse(document.value ?? {});
  if (parsed.success) {
    const variables = new Set<string>();
    const from = fromFolderOf(path, variables);
    const { scenarios, ablations } = parsed.data;
    for (const [at, { calibration, valid, victim }] of scenarios.entries()) {
      if (calibration === undefined || (valid !== undefined && !isBuiltInName(victim))) continue;
      const { line } = document.placeOf(['scenarios', at, 'calibration'], 'key');
      const wrong =
        valid === undefined
          ? 'this scenario names no "valid", the rows to calibrate on'
          : 'a built-in victim has a calibration already';
      throw new FileError(`${path}:${line}: scenarios.${at}.calibration: ${wrong}; leave this key out.`);
    }
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
    const study = {
      ...parsed.data,
      scenarios: scenarios.map((scenario) => resolved(scenario, from)),
      ablations: ablations.map(({ elsewhere, ...rest }) => ({
        ...rest,
        elsewhere: Object.fromEntries(Object.entries(elsewhere).map(([name, file]) => [name, from(file)])),
      })),
    };
    return { ...study, variables: [...variables] };
  }
  const [issue] = parsed.error.issues;
  const unknown = issue && unknownKey(issue);
  const keys = unknown ?? issue?.path ?? [];
  const { line } = document.placeOf(keys, unknown === undefined ? 'value' : 'key');
  const message =
    unknown !== undefined
      ? `there is no such key${keysInstead(unknown, z.toJSONSchema(studySchema, { io: 'input' }))}`
      : issue === undefined
        ? 'this is no study'
        : issueMessage(issue, keys.reduce(inside, document.value));
  throw new FileError(`${path}:${line}: ${keys.length === 0 ? '' : `${keys.join('.')}: `}${message}.`);
}

function unknownKey(issue: z.core.$ZodIssue): KeyPath | undefined {
  if (issue.code === 'invalid_key') return issue.path;
  const [key] = issue.code === 'unrecognized_keys' ? issue.keys : [];
  return key === undefined ? undefined : [...issue.path, key];
}

/** Resolves a path of a study, and notes the variable that it begins with. */
function fromFolderOf(study: string, variables: Set<string>): (path: string) => string {
  return (path) => {
    const [start = '', name = ''] = VARIABLE.exec(path) ?? [];
    if (name === '') return resolve(dirname(study), path);
    variables.add(name);
    const value = process.env[name];
    if (value) return resolve(`${value}${path.slice(start.length)}`);
    throw new FileError(
      `${study}: ${path}: set the environment variable ${name} to the folder that this means.`,
    );
  };
}

function resolved(scenario: Scenario, from: (path: string) => string): Scenario {
  const { victim, clean, attacks, functions, learn, valid, training, retrained } = scenario;
  return {
    ...scenario,
    victim: isBuiltInName(victim) ? victim : from(victim),
    clean: from(clean),
    attacks: Object.fromEntries(Object.entries(attacks).map(([attack, path]) => [attack, from(path)])),
    ...(functions !== undefined && { functions: from(functions) }),
    ...(learn !== undefined && { learn: from(learn) }),
    ...(valid !== undefined && { valid: from(valid) }),
    ...(training !== undefined && { training: from(training) }),
    ...(retrained !== undefined && { retrained: from(retrained) }),
  };
}
