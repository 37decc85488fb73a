import type { Language } from '../../code/language.ts';
import { pathRules } from '../../config/path-rules.ts';
import { defaultModelOf } from '../../model/default-model.ts';
import type { ListedModel } from '../../model/list-models.ts';
import type { ChangedFile } from '../../review/changed-file.ts';
import { judges } from '../../scan/found-function.ts';
import { scan } from '../../scan/scan.ts';
import type { ScanResult } from '../../scan/scan-result.ts';
import { chooseFiles } from './choose-files.ts';
import type { InspectSettings } from './inspect-settings.ts';
import type { Listed } from './listed-files.ts';
import { markedPaths } from './marked-paths.ts';
import { openJudges } from './open-judges.ts';
import { readAttributes } from './read-attributes.ts';
import { readChanges } from './read-changes.ts';
import type { Repository } from './repository.ts';
import { victimsFor } from './victims-for.ts';

export interface Inspected {
  readonly files: readonly ChangedFile[];
  readonly scan: ScanResult;
}

/**
 * Reads the listed files and inspects the functions that they change.
 *
 * @throws UsageError where no victim is calibrated for anything that was found
 * @throws ModelError where a victim cannot be used
 * @throws Error where a victim was exchanged meanwhile
 */
export async function inspect(
  repository: Repository,
  listed: Listed,
  { config, base, installed, models, onProgress }: InspectSettings,
): Promise<Inspected> {
  const attributes = await readAttributes(repository, base, listed.files);
  const facts = { ruleOf: pathRules(config), markOf: markedPaths(attributes) };
  const { chosen, passedOver } = chooseFiles(listed.files, facts);
  const languages = new Set(chosen.map(({ language }) => language));
  const names = victimsFor(config, languages, installed);
  await using judging = await openJudges(names, { config, installed, models });
  const { victims } = judging;
  const isRead = ({ language, victims: own }: (typeof chosen)[number]) =>
    victims.some((victim) => judges(victim, { language, ...(own && { victims: own }) }));
  const [readable, unread] = [chosen.filter(isRead), chosen.filter((file) => !isRead(file))];

  const changes = await readChanges(repository, listed, readable);
  const infillName = victims.length > 0 ? infillFor(languages, installed) : undefined;
  await using closing = new AsyncDisposableStack();
  const infill = infillName === undefined ? undefined : await models.infill(infillName);
  if (infill) closing.defer(() => infill.close());
  const result = await scan(
    changes.sources,
    {
      victims,
      ...(infill && { infill }),
      defense: { falseAlarmRate: config.falseAlarmRate, effort: config.effort },
      most: config.functions,
      signal: repository.signal,
      ...(onProgress && { onProgress }),
    },
    {
      passedOver: [
        ...passedOver,
        ...unread.map(() => 'no victim for the language'),
        ...changes.passedOver,
        ...Array.from({ length: listed.missing ?? 0 }, () => 'not listed by GitHub'),
      ],
      problems: [...missingProblems(listed), ...changes.problems],
    },
  );
  // A scan that was stopped gives what it has; a review that was stopped is nobody's.
  repository.signal.throwIfAborted();
  return { files: changes.files, scan: result };
}

function missingProblems({ files, missing, stale }: Listed) {
  if (stale) {
    return [
      { file: '', message: 'GitHub lists the changed files of another commit than the head: scan again.' },
    ];
  }
  if (missing === 0) return [];
  const message =
    missing === undefined
      ? `GitHub lists ${files.length} changed files at most, and there may be more.`
      : `GitHub lists only ${files.length.toLocaleString('en')} of the ${(files.length + missing).toLocaleString('en')} changed files.`;
  return [{ file: '', message }];
}

function infillFor(languages: ReadonlySet<Language>, installed: readonly ListedModel[]): string | undefined {
  for (const language of languages) {
    const name = defaultModelOf(installed, language, 'infill');
    if (name !== undefined) return name;
  }
  return undefined;
}
