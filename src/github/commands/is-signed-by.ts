/** What GitHub says of a commit. */
interface SignedCommit {
  readonly author: { readonly name: string };
  readonly committer: { readonly email: string };
  readonly verification: { readonly verified: boolean };
}

/**
 * Whether GitHub itself made and signed a commit for us. Anybody can write our name and any message into a commit, but
 * none is verified with GitHub as its committer unless GitHub signed it.
 */
export function isSignedBy(
  { author, committer, verification }: SignedCommit,
  { bot, host }: { readonly bot: string; readonly host: string },
): boolean {
  return verification.verified && author.name === bot && committer.email === `noreply@${host}`;
}
