import { CONFIG_FILE, type Config } from '../../config/config.ts';
import { mergeConfigs } from '../../config/merge-configs.ts';
import { missingVictims } from '../../config/missing-victims.ts';
import { type ParsedConfig, parseConfig } from '../../config/parse-config.ts';
import type { Problem } from '../../config/problem.ts';
import { unauditedVictims } from '../../config/unaudited-victims.ts';
import type { ListedModel } from '../../model/list-models.ts';
import { type KeptTexts, readTextFile, type TextFile } from './read-text-file.ts';
import type { Repository } from './repository.ts';

/** What holds for a repository, or why nothing can. */
export type ReadConfig =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly Problem[] }
  | UnusableConfig;

export interface UnusableConfig {
  readonly ok: false;
  /** What whoever writes the file can mend. */
  readonly problems: readonly Problem[];
  /** Victims that must be clean by their audit and are not, which no edit of the file makes right. */
  readonly unaudited: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** A file as it was found, and what problems call it. */
export interface FoundConfig {
  readonly file: string;
  readonly found: TextFile;
}

/**
 * The configuration of the base branch, over that of the organisation. By the branch and not by the commit that GitHub
 * names as the base of a pull request, which stays behind when the branch moves on.
 */
export async function readConfig(
  repository: Repository,
  branch: string,
  installed: readonly ListedModel[],
  kept: KeptTexts,
): Promise<ReadConfig> {
  const files = await organisationConfig(repository, kept);
  const { octokit, owner, repo } = repository;
  const own = await readTextFile(octokit, { owner, repo, path: CONFIG_FILE, ref: branch }, kept);
  return checkedConfig([...files, ...(own ? [{ file: CONFIG_FILE, found: own }] : [])], installed);
}

/** The configuration that lies under those of all repositories of an owner; empty where there is none. */
export async function organisationConfig(
  { octokit, owner }: Repository,
  kept: KeptTexts,
): Promise<readonly FoundConfig[]> {
  const found = await readTextFile(octokit, { owner, repo: '.github', path: CONFIG_FILE }, kept);
  return found === undefined ? [] : [{ file: `${owner}/.github: ${CONFIG_FILE}`, found }];
}

/**
 * What files say together as a configuration here, the weakest first. Only installed victims can be asked, and audited ones
 * where any file wants that.
 */
export function checkedConfig(files: readonly FoundConfig[], installed: readonly ListedModel[]): ReadConfig {
  const parsed = files.map(parsedConfig);
  const usable = parsed.filter((each) => each.ok);
  const warnings = parsed.flatMap((each) => each.warnings);
  const wrong = parsed.flatMap((each) => (each.ok ? [] : each.problems));
  if (wrong.length > 0) return { ok: false, problems: wrong, unaudited: [], warnings };

  const naming = usable.findLast(({ config }) => config.victims !== undefined);
  const problems = naming === undefined ? [] : missingVictims(naming, installed);
  const audits = unauditedVictims(usable, installed);
  const all = [...warnings, ...audits.warnings];
  if (problems.length + audits.problems.length > 0) {
    return { ok: false, problems, unaudited: audits.problems, warnings: all };
  }
  return { ok: true, config: mergeConfigs(...usable.map(({ config }) => config)), warnings: all };
}

function parsedConfig({ file, found }: FoundConfig): ParsedConfig {
  if ('text' in found) return parseConfig(found.text, file);
  const message = `the file has ${found.tooLarge} bytes, which is far too many for a configuration`;
  return { ok: false, problems: [{ file, key: '', line: 1, column: 1, message }], warnings: [] };
}
