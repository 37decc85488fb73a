import type { Ask } from './replies.ts';
import type { Reply } from './reply.ts';
import type { Subject } from './subject.ts';

/**
 * Whether the victim would have read on behind what is sent of a function: its window is not full at the end of a view
 * that was cut. So it is where thousands of blank lines, which its tokenizer leaves out, stand before the code: no
 * answer on such a view says anything of the function.
 */
export async function reachesFurther(subject: Subject, plain: Reply, ask: Ask): Promise<boolean> {
  const cut = subject.filter(({ text, view }) => view.length < text.length);
  if (cut.length === 0) return false;
  if (!plain.truncated) return true;
  if (subject.length === 1) return false;
  // Of a pair either function may be the one that was truncated.
  const alone = await ask(cut.map(({ view }) => ({ input: { code: [view], other: [''] } })));
  return alone.some(({ truncated }) => !truncated);
}
