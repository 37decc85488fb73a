import type { World } from '../world/world.ts';

/** As whom GitHub commits what it signs. */
export function webFlow({ url }: World): { readonly name: string; readonly email: string } {
  return { name: 'GitHub', email: `noreply@${new URL(url).hostname}` };
}
