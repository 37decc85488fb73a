import { z } from 'zod';
import { addressOf } from '../address.ts';
import { LOG_LEVELS } from './logger.ts';
import { privateKey } from './private-key.ts';

export const ROLES = ['all', 'web', 'worker'] as const;
/** What a process does: take deliveries, do jobs, or both. */
export type Role = (typeof ROLES)[number];

/** What Probot takes where none is set. */
const KNOWN_SECRET = 'development';

const text = z.string().optional();

const environmentSchema = z.object({
  HOST: z.string().default('localhost'),
  PORT: z.coerce
    .number('PORT is not a number')
    .int('PORT is not a whole number')
    .min(0, 'PORT is negative')
    .max(65_535, 'PORT is above 65535')
    .default(3000),
  LOG_LEVEL: z.enum(LOG_LEVELS, `LOG_LEVEL is none of ${LOG_LEVELS.join(', ')}`).default('info'),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'DATABASE_URL is not an address of PostgreSQL: write postgres://USER:PASSWORD@HOST/DATABASE',
    )
    .optional(),
  GHE_HOST: text,
  GHE_PROTOCOL: text,
  WEBHOOK_SECRET: text,
  WEBHOOK_SECRET_PREVIOUS: text,
  APP_ID: text,
  PRIVATE_KEY: text,
  PRIVATE_KEY_PATH: text,
});

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly databaseUrl?: string;
  /** Where this process takes deliveries. */
  readonly secrets?: readonly [string, ...string[]];
  /** Where this process does jobs. */
  readonly app?: { readonly appId: number; readonly privateKey: string; readonly baseUrl: string };
}

export type Environment =
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** One sentence each. */
  | { readonly kind: 'problems'; readonly problems: readonly [string, ...string[]] };

/** Reads what a process needs for its role. An empty variable counts as one that is not set. */
export function readEnvironment(variables: NodeJS.ProcessEnv, role: Role): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const read = environmentSchema.safeParse(set);
  if (!read.success) return problems(read.error.issues.map(({ message }) => `${message}.`));
  const values = read.data;
  const wrong: string[] = [];
  const secrets = role === 'worker' ? undefined : secretsOf(values, wrong);
  const app = role === 'web' ? undefined : appOf(values, wrong);
  if (role !== 'all' && values.DATABASE_URL === undefined) {
    wrong.push(
      `DATABASE_URL is missing: --role ${role} shares its queue with other processes, which needs PostgreSQL.`,
    );
  }
  if (wrong.length > 0) return problems(wrong);
  return {
    kind: 'settings',
    settings: {
      host: values.HOST,
      port: values.PORT,
      logLevel: values.LOG_LEVEL,
      ...(values.DATABASE_URL !== undefined && { databaseUrl: values.DATABASE_URL }),
      ...(secrets && { secrets }),
      ...(app && { app }),
    },
  };
}

type Values = z.infer<typeof environmentSchema>;

function secretsOf(values: Values, wrong: string[]): Settings['secrets'] {
  const { WEBHOOK_SECRET: secret, WEBHOOK_SECRET_PREVIOUS: previous } = values;
  if (secret === undefined) {
    wrong.push('WEBHOOK_SECRET is missing: set it to the secret of the App’s webhook.');
    return undefined;
  }
  if (secret === KNOWN_SECRET || previous === KNOWN_SECRET) {
    wrong.push(
      `A webhook secret is "${KNOWN_SECRET}", which everybody knows: set a random one here and in the settings of the App.`,
    );
  }
  return previous === undefined ? [secret] : [secret, previous];
}

function appOf(values: Values, wrong: string[]): Settings['app'] {
  const appId = Number(values.APP_ID ?? Number.NaN);
  if (values.APP_ID === undefined) {
    wrong.push('APP_ID is missing: set it to the number in the settings of the App.');
  } else if (!Number.isSafeInteger(appId) || appId < 1) {
    wrong.push('APP_ID is not a number above 0: it stands in the settings of the App.');
  }
  const { GHE_HOST, GHE_PROTOCOL } = values;
  const address = addressOf({ GHE_HOST, GHE_PROTOCOL });
  if ('problem' in address) wrong.push(address.problem);
  const key = privateKey(values.PRIVATE_KEY, values.PRIVATE_KEY_PATH);
  if (key.kind === 'problem') wrong.push(key.problem);
  if ('problem' in address || key.kind === 'problem') return undefined;
  return { appId, privateKey: key.pem, baseUrl: address.api };
}

function isPostgresUrl(value: string): boolean {
  return /^postgres(?:ql)?:$/.test(URL.parse(value)?.protocol ?? '');
}

function problems([first, ...rest]: readonly string[]): Environment {
  return { kind: 'problems', problems: [first ?? 'The environment could not be read.', ...rest] };
}
