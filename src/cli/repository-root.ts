import { git } from '../scan/files/git.ts';

/** The root of the repository around a folder, or the folder itself where there is none. */
export async function repositoryRoot(cwd: string): Promise<string> {
  return (await git(cwd, ['rev-parse', '--show-toplevel']))?.replace(/\n$/, '') ?? cwd;
}
