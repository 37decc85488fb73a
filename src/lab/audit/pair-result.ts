import type { NameTest } from '../../code/name-rule.ts';
import { freshNames } from '../../defense/fresh-name.ts';
import type { Classification, Classifier } from '../../model/victim.ts';
import { type Share, shareOf } from '../redteam/share.ts';
import { anchored } from './anchored.ts';
import { judged } from './judged.ts';
import { labelOf } from './label-of.ts';
import type { Trigger } from './result.ts';
import { planted, type Sample } from './sample.ts';
import type { Scored } from './search.ts';

interface Found {
  readonly from: string;
  readonly to: string;
  readonly found: Scored;
  readonly steps: number;
  readonly searched: readonly Sample[];
  readonly unseen: readonly Sample[];
  readonly references: readonly number[];
}

/**
 * Measures a name on functions that the search has not seen, and drops from it what does not matter. The verdict is on the
 * name as the search found it: without parts that hardly matter it still works, but the victim may be less sure.
 */
export async function pairResult(
  { from, to, found, steps, searched, unseen, references }: Found,
  { victim, test, target }: { readonly victim: Classifier; readonly test: NameTest; readonly target: number },
): Promise<Trigger> {
  const trigger = await anchored(found, { victim, samples: searched, target, test });
  const name = trigger.parts.join('');
  const asFound = await answers(() => found.parts.join(''));
  const triggered = await answers(() => name);
  const plain = await answers((text) => freshNames([text])(0));
  return {
    kind: 'name',
    from,
    to,
    text: name,
    found: found.parts.join(''),
    loss: found.loss,
    ...judged(
      asFound.map(({ probabilities }) => probabilities[target] ?? 0),
      references,
    ),
    success: turned(triggered),
    plain: turned(plain),
    searched: searched.length,
    unseen: unseen.length,
    steps,
  };

  function turned(some: readonly Classification[]): Share {
    return shareOf(some.filter((answer) => labelOf(answer) === target).length, some.length);
  }

  function answers(nameFor: (text: string) => string) {
    return victim.classify(unseen.map((sample) => ({ code: [planted(sample, nameFor(sample.text))] })));
  }
}
