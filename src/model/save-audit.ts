import type { KeptAudit } from './card.ts';
import { changeCard } from './change-card.ts';

/** Puts the verdict of an audit into the card of a model folder, in the place of the one for the same language. Rejects as `changeCard`. */
export async function saveAudit(folder: string, audit: KeptAudit): Promise<void> {
  await changeCard(folder, (raw) => {
    const others = (raw.audits ?? []).filter(({ language }) => language !== audit.language);
    return { ...raw, audits: [...others, audit] };
  });
}
