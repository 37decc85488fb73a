import { decodeSource } from '../../scan/files/decode-source.ts';
import { openTree } from '../pull-request/open-tree.ts';
import { type Repository, within } from '../pull-request/repository.ts';

/** A file as it is committed. */
export interface HeadText {
  /** As it was inspected: without its byte order mark. */
  readonly text: string;
  readonly mark: boolean;
}

/** What files hold at a commit, and for each that we cannot write why: to be read after "because". */
export interface HeadTexts {
  readonly texts: ReadonlyMap<string, HeadText>;
  readonly refused: ReadonlyMap<string, string>;
}

const WORKFLOWS = '.github/workflows/';
const PLAIN_FILE = '100644';
const BYTE_ORDER_MARK = '\ufeff';

/** Reads files byte by byte from a commit, so that what is written back differs only where it should. */
export async function headTexts(
  repository: Repository,
  head: string,
  paths: Iterable<string>,
): Promise<HeadTexts> {
  const texts = new Map<string, HeadText>();
  const refused = new Map<string, string>();
  const entryOf = openTree(repository, head);
  for (const path of new Set(paths)) {
    const text = await read(path);
    if (typeof text === 'string') refused.set(path, text);
    else texts.set(path, text);
  }
  return { texts, refused };

  async function read(path: string): Promise<HeadText | string> {
    if (path.toLowerCase().startsWith(WORKFLOWS)) return 'workflows are never changed';
    const entry = await entryOf(path);
    if (entry === undefined) return 'the file is gone';
    // A commit made through GitHub's API knows plain files only, and would take the bit away.
    if (entry.mode !== PLAIN_FILE)
      return 'the file is executable or a link, which a commit of ours would undo';
    const { data } = await repository.octokit.rest.git.getBlob({
      ...within(repository),
      file_sha: entry.sha,
    });
    const bytes = Buffer.from(data.content, 'base64');
    const source = decodeSource(bytes);
    if ('message' in source) return 'the file is no UTF-8 text';
    return { text: source.text, mark: bytes.toString('utf8', 0, 3) === BYTE_ORDER_MARK };
  }
}

/** The bytes to commit for a text that stood in such a file. */
export function bytesOf(text: string, { mark }: Pick<HeadText, 'mark'>): Uint8Array {
  return Buffer.from(mark ? BYTE_ORDER_MARK + text : text);
}
