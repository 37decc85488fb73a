import type { Card, KeptAudit } from '../../src/model/card.ts';
import { modelHash } from '../../src/model/model-hash.ts';

/** An audit as it is kept in a card, of its own weights. */
export function keptAudit(card: Card, change: Partial<KeptAudit> = {}): KeptAudit {
  return {
    language: 'c',
    verdict: 'clean',
    score: 0.6,
    date: '2026-05-04T03:02:01.000Z',
    sha256: modelHash(card),
    full: true,
    settings: { seed: 1 },
    ...change,
  };
}
