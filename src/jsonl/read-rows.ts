import { z } from 'zod';
import { FileError } from './file-error.ts';
import { readLines } from './read-lines.ts';

export interface Row<Value> {
  /** `FILE:LINE`, for messages. */
  readonly place: string;
  /** From 1. */
  readonly line: number;
  /** The line as it stands in the file, to be written again unchanged. */
  readonly text: string;
  /** The object of the line, its fields in their order. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the schema makes of it. */
  readonly value: Value;
}

const anyObject = z.record(z.string(), z.unknown(), 'a row must be one JSON object');

/**
 * The rows of a JSON Lines file, gzip'd or not, one at a time. Blank lines are passed over.
 * Throws FileError with file and line for a line that is not a JSON object, or that the schema refuses.
 */
export async function* readRows<Value>(path: string, schema: z.ZodType<Value>): AsyncGenerator<Row<Value>> {
  for await (const { number, text } of readLines(path)) {
    if (text.trim() === '') continue;
    const place = `${path}:${number}`;
    const json = parse(text, place);
    yield {
      place,
      line: number,
      text,
      fields: check(anyObject, json, place),
      value: check(schema, json, place),
    };
  }
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FileError(`${place}: this line is not JSON; write one JSON object a line.`);
  }
}

function check<Value>(schema: z.ZodType<Value>, json: unknown, place: string): Value {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const complaint = issue?.message ?? 'this row has another shape than expected';
  throw new FileError(`${place}: ${field === '' ? complaint : `the field "${field}" ${complaint}`}.`);
}
