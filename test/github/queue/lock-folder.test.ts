import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../../src/github/queue/lock-folder.ts';
import { startOf } from '../../../src/lock/start-of.ts';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'codepurify-lock-'));
  folder = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true }));

const dead = spawnSync(process.execPath, ['-e', '']).pid;
const host = hostname();
const start = startOf(process.pid);

function held(holder: object | string) {
  writeFileSync(`${folder}.lock`, typeof holder === 'string' ? holder : JSON.stringify(holder));
}

test('one process has a folder, and says who in one sentence', () => {
  using lock = lockFolder(folder);
  expect(lock).toBeDefined();
  expect(() => lockFolder(folder)).toThrow(`is in use by process ${process.pid} on ${host}: stop it`);
});

test('a folder that was given back is free, and nothing lies about', () => {
  lockFolder(folder)[Symbol.dispose]();
  lockFolder(folder)[Symbol.dispose]();
  expect(readdirSync(parent)).toEqual([]);
});

const stale: [string, object | string][] = [
  ['a killed process', { pid: dead, host, start }],
  // As in a container, where each first process has the same pid.
  ['a process that had the pid of this one', { pid: process.pid, host, start: 'before' }],
  ['a crash amid writing', ''],
  ['something else', '{"pid":"x"}'],
];

test.each(stale)('what %s left behind does not count', (_, holder) => {
  held(holder);
  using lock = lockFolder(folder);
  expect(lock).toBeDefined();
  expect(() => lockFolder(folder)).toThrow('is in use');
});

test('a lock that cannot be read is left alone', () => {
  mkdirSync(`${folder}.lock`);
  expect(() => lockFolder(folder)).toThrow('is in use by another process');
  expect(readdirSync(parent)).toEqual(['data.lock']);
});

test('another host counts as long as it shows that it lives', () => {
  held({ pid: 1, host: 'elsewhere', start: 'x' });
  expect(() => lockFolder(folder)).toThrow('process 1 on elsewhere');
  const before = new Date(Date.now() - 60_000);
  utimesSync(`${folder}.lock`, before, before);
  lockFolder(folder)[Symbol.dispose]();
  expect(existsSync(`${folder}.lock`)).toBe(false);
});
