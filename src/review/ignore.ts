/** A finding that people decided to leave as it is. */
export interface Ignore {
  readonly reason: string;
  readonly by:
    | { readonly kind: 'command'; readonly author: string }
    | { readonly kind: 'configuration' }
    /** `added`: what the very pull request that is inspected brings, the comment or else the trigger that it covers. */
    | { readonly kind: 'code'; readonly line: number; readonly added: 'comment' | 'trigger' | 'neither' };
}

/** By fingerprint of the finding. */
export type Ignored = ReadonlyMap<string, Ignore>;
