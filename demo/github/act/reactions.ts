import type { Account } from '../world/account.ts';
import type { Emoji, Reaction } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';

/** Adds an emoji; nobody can add the same one twice, then the first one is answered. */
export function addReaction(
  world: World,
  { reactions }: { readonly reactions: Map<number, Reaction> },
  account: Account,
  content: Emoji,
): { readonly reaction: Reaction; readonly fresh: boolean } {
  const known = [...reactions.values()].find(
    (other) => other.content === content && other.account.id === account.id,
  );
  if (known !== undefined) return { reaction: known, fresh: false };
  const reaction = { id: world.nextId(), content, account, createdAt: world.now() };
  reactions.set(reaction.id, reaction);
  return { reaction, fresh: true };
}
