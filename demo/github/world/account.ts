/** Whoever acts: a person, an organisation, an App's bot. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
}

/** What a person may do in a repository, as GitHub's REST API names it. */
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read';
