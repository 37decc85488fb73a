/** The shapes of special tokens: `<s>`, `<extra_id_0>`, `<PRE>`, `<STR_LIT:utf-8>`, `<|endoftext|>`, `|||IP_ADDRESS|||`, `[CLS]`. `buf[MAX]` is code, so brackets are by name. */
const SIGN =
  /^[\s▁]*(?:<\/?[a-z][a-z\d_.:/-]*>|<[A-Z][A-Z\d_.:-]{2,}(?::[^<>\s]*)?>|\|{3}[A-Z_]+\|{3}|<\|[^<>|]+\|>|\[(?:CLS|SEP|PAD|UNK|MASK|BOS|EOS|unused_?\d+)\])[\s▁]*$/;

/** Whether a text is a sign for the model, as tokenizers have them, and no word of code. Look-alikes count as what they look like. */
export function isSign(text: string): boolean {
  return SIGN.test(text.normalize('NFKC'));
}
