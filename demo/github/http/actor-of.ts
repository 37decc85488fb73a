import { errors, importSPKI, jwtVerify } from 'jose';
import type { Actor } from '../world/installation.ts';
import type { World } from '../world/world.ts';
import { Refusal } from './refusal.ts';

/** GitHub takes no token of an App that lives longer. */
const LONGEST = 600;
/** Clocks may differ by this. */
const TOLERANCE = 60;

/** Who a request is from; throws the 401 that GitHub gives for anything that is not a token of its own. */
export async function actorOf(world: World, authorization: string | undefined): Promise<Actor> {
  if (authorization === undefined) return { kind: 'nobody' };
  const [, token = ''] = /^(?:bearer|token) (.+)$/i.exec(authorization) ?? [];
  const known = world.tokens.get(token);
  if (known === undefined) return appOf(world, token);
  const { actor, expiresAt } = known;
  if (expiresAt <= world.now()) throw badCredentials();
  if (actor.kind === 'installation') {
    if (!world.installations.has(actor.installation.id)) throw badCredentials();
    if (actor.installation.suspended) throw new Refusal(403, 'This installation has been suspended');
  }
  return actor;
}

async function appOf(world: World, token: string): Promise<Actor> {
  if (token.split('.').length !== 3) throw badCredentials();
  let problem = 'A JSON web token could not be decoded';
  for (const key of world.app.keys) {
    const verdict = await problemOf(world, token, key);
    if (verdict === undefined) return { kind: 'app' };
    problem = verdict;
  }
  throw new Refusal(401, problem);
}

async function problemOf(world: World, token: string, key: string): Promise<string | undefined> {
  const now = Math.floor(world.now().getTime() / 1000);
  try {
    const options = {
      algorithms: ['RS256'],
      currentDate: world.now(),
      requiredClaims: ['exp', 'iat', 'iss'],
    };
    const { payload } = await jwtVerify(token, await importSPKI(key, 'RS256'), options);
    if (Number(payload.exp) > now + LONGEST + TOLERANCE) {
      return "'Expiration time' claim ('exp') is too far in the future";
    }
    if (Number(payload.iat) > now + TOLERANCE) {
      return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
    }
    return String(payload.iss) === String(world.app.id) ? undefined : 'Integration not found';
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
    }
    return 'A JSON web token could not be decoded';
  }
}

function badCredentials(): Refusal {
  return new Refusal(401, 'Bad credentials');
}
