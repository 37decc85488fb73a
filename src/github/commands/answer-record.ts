import { z } from 'zod';

const recordSchema = z.object({
  /** What was answered, such as `conversation 123`: an answer is never given twice. */
  to: z.string().min(1).max(100),
  /** Login of who was told that they may not. */
  refused: z.string().min(1).max(100).optional(),
  /** The commit that was inspected for the answer. */
  inspected: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .optional(),
  /** Fingerprint of the finding that the answer explains, at that commit. */
  explains: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});

/** What an answer of ours remembers beside a standing order. */
export type AnswerRecord = z.infer<typeof recordSchema>;

/** The same without what it answers. */
export type Remembered = Omit<AnswerRecord, 'to'>;

/** Below the marker of a standing order, where there is one, and above all that anybody else wrote. */
const MARKER = /^(?:<!-- codepurify:order [\w-]{1,8000} -->\n)?<!-- codepurify:answer ([\w-]{1,1000}) -->/;

/** A line that readers do not see. No text of it can close the HTML comment. */
export function answerMarker(record: AnswerRecord): string {
  return `<!-- codepurify:answer ${Buffer.from(JSON.stringify(record)).toString('base64url')} -->`;
}

/** What an answer of ours remembers. Whether a comment is ours its author tells, not this. */
export function recordIn(body: string): AnswerRecord | undefined {
  const coded = MARKER.exec(body)?.[1];
  if (coded === undefined) return undefined;
  try {
    return recordSchema.safeParse(JSON.parse(Buffer.from(coded, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
