/** As git tells: a zero byte near the start. */
export function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}
