/**
 * A prefix of `text` of at most `limit` UTF-16 units whose tokens are the first tokens of the text: it
 * ends before white space that follows something else, where every tokenizer of code ends a token and
 * no normalisation of blank lines reaches across. Text without such a place in its second half, such as
 * one endless word, is cut at the limit, though never through a surrogate pair.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  for (let at = limit; at > limit / 2; at--) {
    if (isSpace(text, at) && !isSpace(text, at - 1)) return text.slice(0, at);
  }
  const inPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(limit));
  return text.slice(0, inPair ? limit - 1 : limit);
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}
