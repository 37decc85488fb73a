import { z } from 'zod';

const KIBIBYTE = 1024;
const upTo = (bytes: number) =>
  z.string().refine((text) => Buffer.byteLength(text) <= bytes, `is over ${bytes} bytes`);

const line = z.number().int();

/** Columns only within one line. */
const Annotation = z
  .object({
    path: z.string(),
    start_line: line,
    end_line: line,
    start_column: line.optional(),
    end_column: line.optional(),
    annotation_level: z.enum(['notice', 'warning', 'failure']),
    message: upTo(64 * KIBIBYTE),
    title: z.string().max(255).optional(),
    raw_details: upTo(64 * KIBIBYTE).optional(),
  })
  .refine(({ start_line, end_line }) => start_line <= end_line, 'start_line must not follow end_line')
  .refine(
    ({ start_line, end_line, start_column, end_column }) =>
      start_line === end_line || (start_column === undefined && end_column === undefined),
    'columns only where start_line is end_line',
  );

const Output = z.object({
  title: z.string().optional(),
  summary: z.string().max(65_535),
  text: z.string().max(65_535).optional(),
  annotations: z.array(Annotation).max(50).optional(),
});

const Action = z.object({
  label: z.string().max(20),
  description: z.string().max(40),
  identifier: z.string().max(20),
});

const fields = {
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z
    .enum(['success', 'failure', 'neutral', 'cancelled', 'skipped', 'timed_out', 'action_required'])
    .optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  started_at: z.iso.datetime().optional(),
  completed_at: z.iso.datetime().optional(),
  output: Output.optional(),
  actions: z.array(Action).max(3).optional(),
};

const concluded = ({
  status,
  conclusion,
}: {
  status?: string | undefined;
  conclusion?: string | undefined;
}) => status !== 'completed' || conclusion !== undefined;
const WITHOUT_CONCLUSION = 'a completed check needs a conclusion';

export const NewCheckRun = z
  .object({
    ...fields,
    name: z.string(),
    head_sha: z.string(),
    output: Output.required({ title: true }).optional(),
  })
  .refine(concluded, WITHOUT_CONCLUSION);

export const CheckRunUpdate = z
  .object({ ...fields, name: z.string().optional() })
  .refine(concluded, WITHOUT_CONCLUSION);
