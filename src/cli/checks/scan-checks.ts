import { optionsFor } from '../../defense/defaults.ts';
import { yardstickOf } from '../../defense/yardstick.ts';
import type { Card } from '../../model/card.ts';
import { type ListedModel, listModels } from '../../model/list-models.ts';
import { isBackdoored, whyNotClean } from '../../model/standing.ts';
import { fileProblems } from '../../model/verify-model.ts';
import { git } from '../../scan/files/git.ts';
import { OLDEST_MAJOR } from '../old-node.ts';
import { type Found, fine, missing, note } from './found.ts';

/** What a scan needs: Node, ONNX Runtime, git, and models whose files are right and whose victims are calibrated. */
export async function scanChecks(root?: string): Promise<Found[]> {
  const models = await listModels(root);
  const victims = models.filter((model) => 'card' in model && model.card.task !== 'infill');
  return [
    fine(`Node ${process.versions.node} (${OLDEST_MAJOR} or newer is needed).`),
    await runtime(),
    (await git(process.cwd(), ['--version'])) === undefined
      ? note('git is not there: --diff needs it, and folders are walked without what git ignores.')
      : fine('git is there.'),
    ...(await Promise.all(models.map((model) => checked(model, root)))).flat(),
    ...(victims.length > 0
      ? []
      : [
          missing(
            'No victim is there: install codepurify again, or name the folder of your own with --models.',
          ),
        ]),
  ];
}

async function runtime(): Promise<Found> {
  try {
    await import('onnxruntime-node');
    return fine('ONNX Runtime loads.');
  } catch {
    const { platform, arch } = process;
    return missing(
      `ONNX Runtime does not load on ${platform} ${arch}: it needs Linux with glibc, macOS or Windows; install codepurify again there.`,
    );
  }
}

async function checked(model: ListedModel, root: string | undefined): Promise<Found[]> {
  const { name, folder } = model;
  if ('problem' in model) return [missing(`${name}: ${model.problem}.`)];
  const wrong = await fileProblems(folder, model.card);
  if (wrong.length > 0) return wrong.map((problem) => missing(`${name}: ${problem}.`));
  return [
    fine(`${name}: its files are what they were.`),
    ...calibrated(model.card, root === undefined ? name : folder),
  ];
}

/** `named`: as other commands take it. */
function calibrated(card: Card, named: string): Found[] {
  if (card.task === 'infill') return [];
  const made = isBackdoored(card) ? [note(`${whyNotClean(card)}.`)] : [];
  const lacking = card.languages.filter(
    (language) => yardstickOf(card, language, optionsFor(card, {})).kind === 'uncalibrated',
  );
  if (lacking.length === 0) return made;
  const how = `codepurify calibrate --victim ${named} --clean PATHS`;
  return [...made, missing(`${card.name} is not calibrated for ${lacking.join(', ')}: run ${how}.`)];
}
