import { decodeSource } from '../../scan/files/decode-source.ts';
import type { ReadSource } from '../../scan/source-file.ts';
import { type Repository, within } from './repository.ts';

/** The text of a blob. In base64, since octokit would replace bytes that are no UTF-8 without a word. */
export async function readBlob(repository: Repository, sha: string): Promise<ReadSource> {
  repository.signal.throwIfAborted();
  const { data } = await repository.octokit.rest.git.getBlob({ ...within(repository), file_sha: sha });
  return decodeSource(Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8'));
}
