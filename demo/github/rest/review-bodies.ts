import { z } from 'zod';

export const ReviewEvent = z.enum(['COMMENT', 'APPROVE', 'REQUEST_CHANGES']);

export const Side = z.enum(['LEFT', 'RIGHT']);

const line = z.number().int().min(1).optional();

/** A comment of a review that is being made: no `subject_type` there. */
export const DraftComment = z.strictObject({
  path: z.string(),
  body: z.string(),
  position: z.number().int().min(1).optional(),
  line,
  side: Side.optional(),
  start_line: line,
  start_side: Side.optional(),
});

/** A comment by itself. */
export const NewReviewComment = z.object({
  ...DraftComment.shape,
  commit_id: z.string(),
  subject_type: z.enum(['line', 'file']).optional(),
  in_reply_to: z.number().int().optional(),
});
