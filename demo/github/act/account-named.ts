import type { Account } from '../world/account.ts';
import type { World } from '../world/world.ts';

/** The account of that login, made a person where nobody has it yet. */
export function accountNamed(world: World, login: string, type: Account['type'] = 'User'): Account {
  const key = login.toLowerCase();
  const known = world.accounts.get(key);
  if (known !== undefined) return known;
  const account: Account = { id: world.nextId(), login, type };
  world.accounts.set(key, account);
  return account;
}
