import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folder } from './fixture.ts';

/** A copy of a fixture, to be changed; its files are hashed again where its owner would. */
export function modelFolder(name: string) {
  const dir = mkdtempSync(join(tmpdir(), 'codepurify-model-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  cpSync(folder(name), dir, { recursive: true });
  const card = join(dir, 'codepurify.json');
  return {
    dir,
    /** Adds to the message of an ONNX file: two that follow one another are both of them merged. */
    merge: (bytes: Uint8Array, file = 'model.onnx') => appendFileSync(join(dir, file), bytes),
    edit(file: string, change: (json: Record<string, unknown>) => unknown) {
      const json = JSON.parse(readFileSync(join(dir, file), 'utf8'));
      writeFileSync(join(dir, file), JSON.stringify({ ...json, ...Object(change(json)) }));
    },
    rehash(...files: readonly string[]) {
      const json = JSON.parse(readFileSync(card, 'utf8'));
      for (const file of files) {
        json.files[file] = createHash('sha256')
          .update(readFileSync(join(dir, file)))
          .digest('hex');
      }
      writeFileSync(card, JSON.stringify(json));
    },
  };
}

/** A field of a message of protobuf that has a length. */
export function field(number: number, ...content: readonly (Uint8Array | string)[]): Uint8Array {
  const whole = Buffer.concat(content.map((part) => Buffer.from(part)));
  return Buffer.concat([varint(number * 8 + 2), varint(whole.length), whole]);
}

function varint(value: number): Uint8Array {
  return value < 128
    ? Uint8Array.of(value)
    : Buffer.concat([Uint8Array.of(128 + (value % 128)), varint(Math.floor(value / 128))]);
}
