/** A finding that people decided to leave as it is. */
export interface Ignore {
  readonly reason: string;
  readonly by:
    | { readonly kind: 'command'; readonly author: string }
    | { readonly kind: 'configuration' }
    /** `added`: the very pull request that is inspected adds the comment. */
    | { readonly kind: 'code'; readonly line: number; readonly added: boolean };
}

/** By fingerprint of the finding. */
export type Ignored = ReadonlyMap<string, Ignore>;
