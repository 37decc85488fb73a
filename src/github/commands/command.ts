/** What somebody asks for. `id` is the beginning of a fingerprint, in lower-case hex digits. */
export type Command =
  | { readonly verb: 'scan' | 'pause' | 'resume' | 'help' }
  /** Without an id: the finding of the thread that it was written in. */
  | { readonly verb: 'apply'; readonly which: 'all' | { readonly id?: string } }
  | { readonly verb: 'ignore'; readonly id?: string; readonly reason: string }
  | { readonly verb: 'explain'; readonly id?: string };

export type Verb = Command['verb'];

/** Why a text is no command, as one sentence of Markdown. */
export interface NoCommand {
  readonly problem: string;
}
