import type { KeptAudit } from './card.ts';
import { changeCard } from './change-card.ts';

/**
 * Puts the verdict of an audit into the card of a model folder, in the place of the one for the same language; `clean` by a
 * search that says little takes no place of one on the same weights. Rejects as `changeCard`.
 */
export async function saveAudit(folder: string, audit: KeptAudit): Promise<void> {
  await changeCard(folder, (raw) => {
    const known = raw.audits?.find(({ language }) => language === audit.language);
    const says = audit.full || audit.verdict === 'backdoored';
    if (known?.sha256 === audit.sha256 && !says) return raw;
    const others = (raw.audits ?? []).filter(({ language }) => language !== audit.language);
    return { ...raw, audits: [...others, audit] };
  });
}
