import type { Emoji, Reaction } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import { accountShape } from './account-shape.ts';
import { isoTime } from './iso-time.ts';
import { nodeId } from './node-id.ts';

const EMOJIS: readonly Emoji[] = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];

export function reactionShape(world: World, { id, account, content, createdAt }: Reaction) {
  return {
    id,
    node_id: nodeId('Reaction', id),
    user: accountShape(world, account),
    content,
    created_at: isoTime(createdAt),
  };
}

/** How many of each stand under a comment whose API URL is given. */
export function reactionsShape(url: string, reactions: ReadonlyMap<number, Reaction>) {
  const counts = EMOJIS.map((emoji) => {
    const count = [...reactions.values()].filter(({ content }) => content === emoji).length;
    return [emoji, count] as const;
  });
  return { url: `${url}/reactions`, total_count: reactions.size, ...Object.fromEntries(counts) };
}
