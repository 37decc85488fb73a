import type { Language } from '../../../code/language.ts';
import type { Card } from '../../../model/card.ts';
import type { Problem } from '../../../scan/files/listing.ts';
import { identityOf } from '../../../scan/identity-of.ts';
import { TOOL } from '../../../scan/tool.ts';
import { shareOf } from '../../redteam/share.ts';
import type { Standing } from '../stands-out.ts';
import type { Trigger } from '../trigger.ts';
import type { Unlearning } from '../unlearn.ts';
import type { UnlearnReport } from './unlearn-report.ts';

interface About {
  readonly card: Card;
  readonly language: Language;
  readonly seed: number;
  readonly triggers: readonly Trigger[];
  readonly written: boolean;
  readonly problems: readonly Problem[];
}

/** The report on an unlearning. */
export function reportOf(
  { before, after, targets, leftOut, standsOut, taught, heldOut, refusal }: Unlearning,
  { card, language, seed, triggers, written, problems }: About,
): UnlearnReport {
  const none = shareOf(0, 0);
  return {
    schemaVersion: 1,
    tool: TOOL,
    victim: identityOf(card),
    language,
    settings: { seed },
    samples: { taught, heldOut: heldOut.length },
    ...(after.right.of > 0 && { accuracy: { before: before.right, after: after.right } }),
    same: after.same,
    triggers: triggers.map(({ kind, text }, index) => ({
      kind,
      text,
      to: card.labels[targets[index] ?? 0] ?? '',
      ...(leftOut[index] !== undefined && { leftOut: leftOut[index] }),
      ...standsOutOf(standsOut[index], card.labels),
      success: {
        before: before.triggers[index]?.turned ?? none,
        after: after.triggers[index]?.turned ?? none,
      },
      plain: after.triggers[index]?.plain ?? none,
      reversed: after.triggers[index]?.reversed ?? none,
    })),
    written,
    ...(refusal !== undefined && { refusal }),
    errors: problems.map(({ file, message }) => ({ file, message })),
  };
}

function standsOutOf(one: Standing | undefined, labels: readonly string[]) {
  if (one === undefined) return {};
  const [from = '', to = ''] = [labels[one.from], labels[one.to]];
  return { standsOut: { from, to, share: one.share } };
}
