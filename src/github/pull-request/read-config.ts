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
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/**
 * The configuration of the base branch, over that of the organisation. By the branch and not by the commit that GitHub
 * names as the base of a pull request, which stays behind when the branch moves on.
 */
export async function readConfig(
  { octokit, owner, repo }: Repository,
  branch: string,
  installed: readonly ListedModel[],
  kept: KeptTexts,
): Promise<ReadConfig> {
  const places = [
    { name: `${owner}/.github: ${CONFIG_FILE}`, place: { owner, repo: '.github', path: CONFIG_FILE } },
    { name: CONFIG_FILE, place: { owner, repo, path: CONFIG_FILE, ref: branch } },
  ];
  const parsed: ParsedConfig[] = [];
  for (const { name, place } of places) {
    const found = await readTextFile(octokit, place, kept);
    if (found !== undefined) parsed.push(checkedConfig(found, name, installed));
  }
  const warnings = parsed.flatMap((each) => each.warnings);
  const problems = parsed.flatMap((each) => (each.ok ? [] : each.problems));
  if (problems.length > 0) return { ok: false, problems, warnings };
  return {
    ok: true,
    config: mergeConfigs(...parsed.flatMap((each) => (each.ok ? [each.config] : []))),
    warnings,
  };
}

/** What a text says as a configuration here, where only installed victims can be asked, and audited ones where it wants that. */
export function checkedConfig(
  found: TextFile,
  file: string,
  installed: readonly ListedModel[],
): ParsedConfig {
  if ('tooLarge' in found) {
    const message = `the file has ${found.tooLarge} bytes, which is far too many for a configuration`;
    return { ok: false, problems: [{ file, key: '', line: 1, column: 1, message }], warnings: [] };
  }
  const parsed = parseConfig(found.text, file);
  if (!parsed.ok) return parsed;
  const unaudited = unauditedVictims(parsed, installed);
  const problems = [...missingVictims(parsed, installed), ...unaudited.problems];
  const warnings = [...parsed.warnings, ...unaudited.warnings];
  return problems.length === 0 ? { ...parsed, warnings } : { ok: false, problems, warnings };
}
