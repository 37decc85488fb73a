import { readFileSync } from 'node:fs';

/**
 * When a process of this host began, in words that differ for each process that ever has the same pid;
 * empty where there is no such process. Where the system does not tell, every living process counts as one.
 */
export function startOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return '';
  }
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in parentheses may hold anything; after it the start is the twentieth field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return `${boot} ${fields[19] ?? ''}`;
  } catch {
    return 'alive';
  }
}
