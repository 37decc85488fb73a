import type { MaskedCode } from '../../code/masked-code.ts';
import type { Fill } from '../infill.ts';
import { bestProducts, type Choice } from './best-products.ts';
import { encodeCode, type Shown } from './encode-code.ts';
import type { FolderTokenizer } from './load-tokenizer.ts';
import { logSumExp } from './log-softmax.ts';
import { ones } from './ones.ts';
import { openSession } from './open-session.ts';
import type { Setup } from './protocol.ts';

export interface InfillModel {
  fill(code: MaskedCode, alternatives: number): Promise<readonly (readonly Fill[])[]>;
  close(): Promise<void>;
}

/** Some alternatives fall away: broken characters, and texts that two ways of writing lead to. */
const SPARE = 8;

export async function openInfillModel(
  setup: Setup,
  tokenizer: FolderTokenizer,
  shown: Shown,
): Promise<InfillModel> {
  const inputs = ['input_ids', 'attention_mask'];
  const session = await openSession(setup.folder, 'model.onnx', setup.threads, [inputs], 'logits');
  const { before, after } = tokenizer.single;
  const room = setup.maxLength - before.length - after.length;

  /** The most likely tokens at one place that may stand in code. */
  function choices(logits: Float32Array, place: number, width: number, count: number): Choice[] {
    const from = place * width;
    const total = logSumExp(logits, from, width);
    if (!Number.isFinite(total)) throw new Error('model.onnx answered something that is no number');
    const best: Choice[] = [];
    for (let id = 0; id < Math.min(width, tokenizer.size); id++) {
      const logProbability = (logits[from + id] ?? 0) - total;
      const worst = best[count - 1];
      if ((worst && logProbability <= worst.logProbability) || tokenizer.specialIds.has(id)) continue;
      const at = best.findIndex((choice) => choice.logProbability < logProbability);
      best.splice(at < 0 ? best.length : at, 0, { id, logProbability });
      best.length = Math.min(best.length, count);
    }
    return best;
  }

  function fills(places: readonly (readonly Choice[])[], alternatives: number): Fill[] {
    const found = new Map<string, Fill>();
    let left = alternatives + SPARE;
    for (const picks of bestProducts(places)) {
      if (found.size >= alternatives || left-- <= 0) break;
      const text = tokenizer.decode(picks.map((pick) => pick.id));
      if (text.includes('\uFFFD') || found.has(text)) continue;
      const sum = picks.reduce((total, pick) => total + pick.logProbability, 0);
      found.set(text, { text, logProbability: sum / picks.length });
    }
    return [...found.values()];
  }

  return {
    async fill(code, alternatives) {
      const encoded = encodeCode(tokenizer, shown, code, room);
      const asked = code.flatMap((part) => (typeof part === 'string' ? [] : [part]));
      const inside = encoded.holes.map(
        ([, to], at) => to <= encoded.ids.length && asked[at]?.as !== 'unknown' && alternatives > 0,
      );
      if (!inside.includes(true)) return asked.map(() => []);
      const ids = Int32Array.of(...before, ...encoded.ids, ...after);
      const { data, shape } = await session.run({ input_ids: ids, attention_mask: ones(ids) });
      const width = shape.at(-1) ?? 0;
      return encoded.holes.map(([from, to], at) => {
        if (!inside[at]) return [];
        const places = Array.from({ length: to - from }, (_, n) =>
          choices(data, before.length + from + n, width, alternatives + SPARE),
        );
        return fills(places, alternatives);
      });
    },
    close: () => session.close(),
  };
}
