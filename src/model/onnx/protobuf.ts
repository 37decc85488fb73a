/** One field of a protobuf message: its number, its value where that is a number, and else where its bytes stand. */
export interface Field {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array;
}

const NONE = new Uint8Array(0);

/**
 * The fields of a protobuf message, in order, groups apart. Bytes are views, so that writing to them writes to the file.
 * @throws RangeError where the bytes are no such message
 */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const kind = tag % 8;
    if (kind === 0) {
      yield { number, value: varint(), bytes: NONE };
      continue;
    }
    const length = kind === 1 ? 8 : kind === 5 ? 4 : kind === 2 ? varint() : undefined;
    if (length === undefined) throw new RangeError('this is no ONNX file');
    if (at + length > message.length) throw new RangeError('this ONNX file is cut off');
    yield { number, value: Number.NaN, bytes: message.subarray(at, at + length) };
    at += length;
  }

  /** Numbers of more than 53 bits are passed over only, and need not be exact. */
  function varint(): number {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('this ONNX file is cut off');
      value += (byte % 128) * weight;
      if (byte < 128) return value;
    }
  }
}

/** The bytes of each field of this number. */
export function bytesOf(message: Uint8Array, wanted: number): Uint8Array[] {
  return Array.from(fieldsOf(message)).flatMap(({ number, bytes }) => (number === wanted ? [bytes] : []));
}
