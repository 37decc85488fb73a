import type { MaskedCode } from '../code/masked-code.ts';
import { questionKey } from './question-key.ts';
import type { RecordAnswer, RecordHeader } from './record-format.ts';
import type { Classifier, Generator, Victim } from './victim.ts';

/** Takes one line of JSON at a time, without its line end. */
export type RecordSink = (line: string) => void;

/**
 * The same victim, with each question and its answer written to `sink` once: first a line with the card, then
 * one line a question. `replayVictim` answers from these lines without the model. The source code asked about
 * is not written, only its hash.
 */
export function recordVictim(victim: Classifier, sink: RecordSink): Classifier;
export function recordVictim(victim: Generator, sink: RecordSink): Generator;
export function recordVictim(victim: Victim, sink: RecordSink): Victim;
export function recordVictim(victim: Victim, sink: RecordSink): Victim {
  const written = new Set<string>();
  function write(line: RecordHeader | RecordAnswer): void {
    const key = 'key' in line ? line.key : '';
    if (written.has(key)) return;
    written.add(key);
    sink(JSON.stringify(line));
  }
  write({ record: 'codepurify', version: 1, card: victim.card });

  if ('classify' in victim) {
    return {
      card: victim.card,
      async classify(inputs, signal) {
        const answers = await victim.classify(inputs, signal);
        for (const [at, { code, other }] of inputs.entries()) {
          const classification = answers[at];
          if (classification) write({ key: questionKey('classify', [code, other ?? []]), classification });
        }
        return answers;
      },
      close: () => victim.close(),
    };
  }
  return {
    card: victim.card,
    async generate(inputs, signal) {
      const answers = await victim.generate(inputs, signal);
      for (const [at, code] of inputs.entries()) {
        const generation = answers[at];
        if (generation) write({ key: questionKey('generate', [code]), generation });
      }
      return answers;
    },
    async likelihood(inputs: readonly MaskedCode[], output, signal) {
      const answers = await victim.likelihood(inputs, output, signal);
      for (const [at, code] of inputs.entries()) {
        const likelihood = answers[at];
        if (likelihood) write({ key: questionKey('likelihood', [code, [output]]), likelihood });
      }
      return answers;
    },
    close: () => victim.close(),
  };
}
