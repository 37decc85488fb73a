/** How a field stands in a message. */
export const VARINT = 0;
export const BYTES = 2;
export const FIXED32 = 5;
const FIXED64 = 1;

/** One field of a protobuf message: its number, how it stands, its value where that is a varint, and else its bytes. */
export interface Field {
  readonly number: number;
  readonly kind: number;
  readonly value: number;
  readonly bytes: Uint8Array;
}

const NONE = new Uint8Array(0);
/** As long as protobuf lets them be, which keeps 32 bits of a tag and 64 of a value. */
const LONGEST_TAG = 5;
const LONGEST_VALUE = 10;

/**
 * The fields of a protobuf message, in order. Bytes are views, so that writing to them writes to the file. What ONNX
 * Runtime would read in another way, or skip, is refused, so that nothing can be hidden from who looks here: a tag of more
 * than 32 bits, a value of more than 64, a group. Whoever takes a field looks at its kind too, for protobuf passes over one
 * that is not of the kind that belongs to its number.
 *
 * @throws RangeError where the bytes are no such message
 */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < message.length) {
    const tag = varint(LONGEST_TAG);
    const number = Math.floor(tag / 8);
    const kind = tag % 8;
    if (tag >= 2 ** 32 || number === 0) throw malformed('a field of it has a number that there cannot be');
    if (kind === VARINT) {
      yield { number, kind, value: varint(LONGEST_VALUE), bytes: NONE };
      continue;
    }
    const length = lengthOf(kind);
    if (at + length > message.length) throw new RangeError('this ONNX file is cut off');
    yield { number, kind, value: Number.NaN, bytes: message.subarray(at, at + length) };
    at += length;
  }

  function lengthOf(kind: number): number {
    if (kind === BYTES) return varint(LONGEST_VALUE);
    if (kind === FIXED64) return 8;
    if (kind === FIXED32) return 4;
    throw malformed('a field of it is of a kind that ONNX does not have');
  }

  /** Of more than 53 bits it is not exact; what is negative is more than 63. */
  function varint(longest: number): number {
    let value = 0;
    for (let place = 0; place < longest; place++) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('this ONNX file is cut off');
      value += (byte % 128) * 128 ** place;
      if (byte >= 128) continue;
      if (place === LONGEST_VALUE - 1 && byte > 1) break;
      return value;
    }
    throw malformed('a number of it is too long');
  }
}

function malformed(why: string): RangeError {
  return new RangeError(`this is no ONNX file, or one made to hide something: ${why}`);
}

/** The bytes of each field of this number. */
export function bytesOf(message: Uint8Array, wanted: number): Uint8Array[] {
  return Array.from(fieldsOf(message)).flatMap(({ number, kind, bytes }) =>
    number === wanted && kind === BYTES ? [bytes] : [],
  );
}

/** A field that holds bytes: a text, or a message of its own. */
export function message(number: number, bytes: Uint8Array): Field {
  return { number, kind: BYTES, value: Number.NaN, bytes };
}

/**
 * The message that these fields make, as `fieldsOf` reads them.
 * @throws RangeError where a value is of more than 53 bits
 */
export function written(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(({ number, kind, value, bytes }) => {
      const tag = varint(number * 8 + kind);
      if (kind === VARINT) return [tag, varint(value)];
      return kind === BYTES ? [tag, varint(bytes.length), bytes] : [tag, bytes];
    }),
  );
}

function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value)) throw malformed('a number of it is too long');
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  return Uint8Array.of(...bytes, rest);
}
