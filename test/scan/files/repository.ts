import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A new folder with these files, for the length of a test. */
export function folder(files: Files = {}): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'codepurify-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  write(path, files);
  return path;
}

export function write(path: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
}

/** A git repository with one commit, called `base`. */
export function repository(files: Files): string {
  const path = folder(files);
  run(path, 'init', '--quiet', '--initial-branch=main');
  commit(path);
  run(path, 'tag', 'base');
  return path;
}

export function commit(path: string): void {
  run(path, 'add', '--all');
  run(path, 'commit', '--quiet', '--allow-empty', '--message=change');
}

export function run(path: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    cwd: path,
    stdio: 'pipe',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });
}
