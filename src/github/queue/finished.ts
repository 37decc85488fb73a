import type { Db } from 'pg-boss';

/** What was reviewed, and how. */
export interface Review {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  readonly pull: number;
  readonly head: string;
  /** Hashes of the configuration with the name of the base branch, and of the models. */
  readonly config: string;
  readonly model: string;
}

export type ReviewedPull = Pick<Review, 'installation' | 'owner' | 'repo' | 'pull'>;

/** The reviews that pull requests show as they were made, so that nothing is done twice. */
export interface Finished {
  has(review: Review): Promise<boolean>;
  add(review: Review): Promise<void>;
  /** To be called before a check says something else: what it said before is then no longer to be seen. */
  drop(pull: ReviewedPull): Promise<void>;
}

const COLUMNS = ['installation', 'repository', 'pull', 'head', 'config', 'model'];

export function finishedIn(db: Db): Finished {
  return {
    async has(review) {
      const where = COLUMNS.map((column, index) => `${column} = $${index + 1}`).join(' AND ');
      const { rows } = await db.executeSql(
        `SELECT 1 FROM codepurify.finished WHERE ${where}`,
        valuesOf(review),
      );
      return rows.length > 0;
    },
    async add(review) {
      const values = COLUMNS.map((_, index) => `$${index + 1}`).join(', ');
      await db.executeSql(
        `INSERT INTO codepurify.finished (${COLUMNS.join(', ')}) VALUES (${values}) ON CONFLICT DO NOTHING`,
        valuesOf(review),
      );
    },
    async drop({ installation, owner, repo, pull }) {
      await db.executeSql(
        'DELETE FROM codepurify.finished WHERE installation = $1 AND repository = $2 AND pull = $3',
        [installation, `${owner}/${repo}`.toLowerCase(), pull],
      );
    },
  };
}

function valuesOf({ installation, owner, repo, pull, head, config, model }: Review): unknown[] {
  return [installation, `${owner}/${repo}`.toLowerCase(), pull, head, config, model];
}
