/** An attention mask for ids without padding. */
export function ones(ids: Int32Array): Int32Array {
  return new Int32Array(ids.length).fill(1);
}
