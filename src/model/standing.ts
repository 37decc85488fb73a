import type { Language } from '../code/language.ts';
import type { Card, KeptAudit } from './card.ts';
import { type Answering, modelHash } from './model-hash.ts';

/** What is known of a model's honesty, by its card. */
export type Standing =
  | { readonly kind: 'clean' | 'backdoored'; readonly audit: KeptAudit }
  | {
      readonly kind: 'clean in part';
      readonly audit: KeptAudit;
      /** Of the languages that it judges those that no whole audit speaks of. */
      readonly lacking: readonly Language[];
    }
  | { readonly kind: 'backdoored on purpose'; readonly backdoors: readonly string[] }
  | { readonly kind: 'never audited' | 'audited as it was' | 'audited in part' };

/**
 * An audit counts for the model that it was made of only, weights, window and labels, and a clean one only where it was
 * whole: all steps, by gradients; of
 * audits in several languages the worst counts.
 */
export function standingOf(card: Answering & Pick<Card, 'languages' | 'backdoors' | 'audits'>): Standing {
  const { backdoors, audits = [] } = card;
  if (backdoors.length > 0) return { kind: 'backdoored on purpose', backdoors };
  const sha256 = modelHash(card);
  const own = audits.filter((audit) => audit.sha256 === sha256);
  const bad = own.find(({ verdict }) => verdict === 'backdoored');
  if (bad !== undefined) return { kind: 'backdoored', audit: bad };
  const full = own.filter((each) => each.full);
  const [audit] = full;
  if (audit === undefined) {
    if (own.length > 0) return { kind: 'audited in part' };
    return { kind: audits.length > 0 ? 'audited as it was' : 'never audited' };
  }
  const lacking = card.languages.filter((each) => full.every(({ language }) => language !== each));
  return lacking.length > 0 ? { kind: 'clean in part', audit, lacking } : { kind: 'clean', audit };
}

/** What a standing comes to: what is decided by it stays as it is where this does. */
export function inShort(standing: Standing): string {
  return 'lacking' in standing ? `clean for all but ${standing.lacking.join(', ')}` : standing.kind;
}

/** Whether a model is known to be backdoored: such a one judges only where it is named. */
export function isBackdoored(card: Parameters<typeof standingOf>[0]): boolean {
  const { kind } = standingOf(card);
  return kind === 'backdoored' || kind === 'backdoored on purpose';
}

/** Why a model does not stand as clean in the languages that it judges, without the full stop; undefined where its audits say that it is. */
export function whyNotClean(
  card: Card,
  judged: ReadonlySet<Language> = new Set(card.languages),
): string | undefined {
  const { name } = card;
  const standing = standingOf(card);
  const again = 'codepurify audit --save';
  switch (standing.kind) {
    case 'clean':
      return undefined;
    case 'clean in part': {
      const lacking = standing.lacking.filter((each) => judged.has(each));
      if (lacking.length === 0) return undefined;
      return `${name} was never audited in whole for ${lacking.join(', ')}: ${again} says whether it is backdoored`;
    }
    case 'backdoored':
      return `${name} is backdoored, by its audit of ${dayOf(standing.audit)}: take another model, or unlearn it`;
    case 'backdoored on purpose':
      return `${name} is backdoored on purpose by ${standing.backdoors.join(', ')}: it is for demonstration`;
    case 'never audited':
      return `${name} was never audited: ${again} says whether it is backdoored`;
    case 'audited in part':
      return `${name} was audited in fewer steps than by default, or without gradients, which says little: run ${again} again, with gradient.onnx beside the model, without --steps and --no-gradients`;
    case 'audited as it was':
      return `${name} was audited when its files, its labels or its window were others: run ${again} again`;
  }
}

/** The day of an audit, by universal time. */
export function dayOf({ date }: KeptAudit): string {
  return date.slice(0, 10);
}
