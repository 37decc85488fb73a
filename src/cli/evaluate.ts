import { availableParallelism, cpus } from 'node:os';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import { type EvaluatedScenario, evaluate } from '../lab/evaluate/evaluate.ts';
import { evidenceOf, settingsOf } from '../lab/evaluate/evidence/evidence-of.ts';
import { withEarlier } from '../lab/evaluate/evidence/with-earlier.ts';
import { markdown } from '../lab/evaluate/report/markdown.ts';
import { page } from '../lab/evaluate/report/page.ts';
import { unitStore } from '../lab/evaluate/rows/unit-store.ts';
import { readStudy } from '../lab/evaluate/study/read-study.ts';
import type { Scenario, Study } from '../lab/evaluate/study/study.ts';
import { isThere } from '../lab/evaluate/victim/victim-card.ts';
import { withVictims } from '../lab/evaluate/victim/with-victims.ts';
import { jsonText } from '../scan/report/json-text.ts';
import { TOOL } from '../scan/tool.ts';
import { UsageError } from '../scan/usage-error.ts';
import { checkEarlier, readEvidence } from './earlier-evidence.ts';
import { Interrupted, interruption } from './interruption.ts';
import { makeFolder } from './make-folder.ts';
import { toCount } from './option-types.ts';
import { progress } from './progress.ts';
import { infillFor } from './victims.ts';
import { checkOutput, writeReport } from './write-report.ts';

interface Flags {
  readonly output: string;
  readonly state?: string;
  readonly first?: number;
  readonly only?: readonly string[];
}

/** `codepurify evaluate`: a study of attacks and defences, which goes on where it was stopped. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .summary('measure attacks and defences on a study of victims')
    .description(
      `Runs a study: for each victim, attack and defence what the victim says with and without the trigger, alone and behind the defence; ours and the baselines ONION and OSeqL, over the same rows. Writes evidence.json, evidence.md and evidence.html.

A scenario whose victim's folder is not there is left out, and the page says so; of those that evidence.json in the output folder knows from an earlier run with the same settings the numbers stay. A victim without a calibration is calibrated on the valid rows of its scenario, which its codepurify.json then keeps. Finished work is kept, one line each, in a state file: what was stopped goes on from there. It is refused where victim, data, settings or version are no longer those it was made with.

STUDY is YAML or JSON: schemaVersion 1, title, seed, falseAlarmRate, defences, and scenarios with name, task (defect, clone, repair), language, model, poisonRatePercent, victim, clean, attacks (by name the file of codepurify poison --test-set), and where needed functions (for pairs), learn (for ONION and KillBadCode), valid (for ONION and to calibrate), training (the poisoned rows that the victim was trained on: what sanitize, spectral signatures, activation clustering and KillBadCode find in them) and paper. Its paths are from its own folder, or begin with a variable of the environment, such as $DATA/test.jsonl. With first (clean, planted, baselines, training, calibration) no more rows than that are taken of a file.

With ablations, each with the name of a scenario that has valid rows and, where wanted, first, calibration, probes, windows and elsewhere (names with files of clean rows or folders of source code), it also measures that scenario with other settings: parts of the method, statistic, probe, window, number of elements, threshold, ways to purify, and false alarms on code from elsewhere.

Where gcc (for C) or a JDK (for Java) is on the path, purified code is compiled, too.`,
    )
    .argument('<study>', 'study file')
    .option('--output <folder>', 'where to write the evidence; made where it is not there', 'evidence')
    .option('--state <file>', 'finished work (default: evidence.units.jsonl in the output folder)')
    .addOption(
      new Option(
        '--first <count>',
        'rows of each file to measure at most; as the study says by default',
      ).argParser(toCount),
    )
    .addOption(
      new Option('--only <name>', 'measure this scenario and no other; again for one more').argParser(
        (name: string, before: readonly string[] = []) => [...before, name],
      ),
    )
    .addHelpText(
      'after',
      `
Example:
  $ codepurify poison --attack bnc-fixed --test-set test.jsonl bnc-fixed.jsonl
  $ codepurify evaluate study.yaml --first 100
  $ codepurify evaluate study.yaml --only my-victim`,
    )
    .action(run);
}

async function run(path: string, { output, state, first, only }: Flags): Promise<void> {
  const study = await readStudy(path);
  const asked = askedFor(study, only);
  const there = await withVictims(asked);
  await makeFolder(output);
  const files = ['json', 'md', 'html'].map((end) => join(output, `evidence.${end}`));
  for (const file of files) await checkOutput(file, [path]);
  const stateFile = state ?? join(output, 'evidence.units.jsonl');
  await checkOutput(stateFile, [path, ...files]);
  using store = await unitStore(stateFile);
  using stop = interruption();
  using shown = progress(process.stderr);
  const evidenceFile = join(output, 'evidence.json');
  const infill = await infillFor(new Set(study.scenarios.map(({ language }) => language)));
  const made = { study, ...(first !== undefined && { first }), ...(infill && { infill: infill.card }) };
  const by = { tool: TOOL, settings: settingsOf(made) };
  const done = new Map<string, EvaluatedScenario>();
  try {
    const planned = there.scenarios.map(({ name }) => name);
    checkEarlier(evidenceFile, await readEvidence(evidenceFile), planned, study, by);
    for await (const scenario of evaluate({
      study: there,
      store,
      ...(first !== undefined && { first }),
      ...(infill && { infill }),
      onProgress: shown.tell,
      signal: stop.signal,
    })) {
      done.set(scenario.scenario.name, scenario);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    process.exitCode = 130;
  } finally {
    await infill?.close();
  }
  shown[Symbol.dispose]();
  const left = study.scenarios.filter((one) => !there.scenarios.includes(one));
  const now = evidenceOf([...done.values()], {
    ...made,
    leftOut: new Map(await Promise.all(left.map(async (one) => [one.name, await whyLeftOut(one)] as const))),
    command: [
      ...study.variables.map((name) => `${name}=…`),
      `codepurify evaluate ${basename(path)}`,
      ...(first === undefined ? [] : [`--first ${first}`]),
    ].join(' '),
    machine: `${cpus()[0]?.model ?? 'an unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`,
  });
  // Read again: another run may have written to it since this one began.
  const earlier = await readEvidence(evidenceFile);
  checkEarlier(evidenceFile, earlier, [...done.keys()], study, by);
  const evidence = earlier ? withEarlier(now, earlier, study) : now;
  const texts = [jsonText(evidence), markdown(evidence), page(evidence)];
  for (const [at, file] of files.entries()) await writeReport(texts[at] ?? '', file);
  const { scenarios, ablations: ablated } = evidence;
  const isWhole = scenarios.length === study.scenarios.length && ablated.length >= study.ablations.length;
  const rest = isWhole ? '' : `; not all is measured yet, as the page says: run it again to go on`;
  const ablations =
    study.ablations.length === 0 ? '' : ` and ${ablated.length} of ${study.ablations.length} ablations`;
  process.stdout.write(
    `${scenarios.length} of ${study.scenarios.length} scenarios${ablations}, in ${files.join(', ')}${rest}\n`,
  );
}

async function whyLeftOut(scenario: Scenario): Promise<string> {
  const isLeft = await isThere(scenario);
  return isLeft ? 'it was not asked for with --only' : 'its victim is not there: not trained yet, or gone';
}

/** The part of a study that `--only` names. Throws UsageError for what it does not have. */
function askedFor<Some extends Study>(study: Some, only: readonly string[] | undefined): Some {
  if (only === undefined) return study;
  const strange = only.find((name) => !study.scenarios.some((scenario) => scenario.name === name));
  if (strange !== undefined) {
    const names = study.scenarios.map(({ name }) => name).join(', ');
    throw new UsageError(`--only ${strange}: no scenario of this study has this name; they are ${names}.`);
  }
  return {
    ...study,
    scenarios: study.scenarios.filter(({ name }) => only.includes(name)),
    ablations: study.ablations.filter(({ scenario }) => only.includes(scenario)),
  };
}
