/** Whether `text.slice(from, to)` holds the word, with no other letter, digit or underscore beside it. */
export function holdsWord(text: string, word: string, from: number, to: number): boolean {
  const part = text.slice(from, to);
  for (let at = part.indexOf(word); at !== -1; at = part.indexOf(word, at + 1)) {
    if (!isPart(part[at - 1]) && !isPart(part[at + word.length])) return true;
  }
  return false;
}

const isPart = (character: string | undefined) =>
  character !== undefined && /[\p{ID_Continue}$]/u.test(character);
