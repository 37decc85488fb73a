import { AUDIT_RULES, type AuditRule, type Config, configSchema, type WrittenConfig } from './config.ts';

/**
 * One configuration of several files, the weakest first (the organisation's, then the repository's). They are merged key
 * by key; a list replaces the weaker list as a whole, yet of `audit` in the lists of victims the strictest holds for each
 * victim of the new list, so that naming others does not get round it. What no file says is the default, as with no files
 * at all.
 */
export function mergeConfigs(...files: readonly WrittenConfig[]): Config {
  const labels = Object.assign({}, ...files.map((file) => file.labels));
  const { victims, ...merged } = configSchema.parse({ ...Object.assign({}, ...files), labels });
  if (victims === undefined) return merged;
  const lists = files.flatMap((file) => (file.victims ? [file.victims] : []));
  const under = lists.slice(0, -1).flat();
  return {
    ...merged,
    victims: victims.map((victim) => ({ ...victim, audit: strictest([...under, victim]) })),
  };
}

function strictest(victims: readonly { readonly audit?: AuditRule | undefined }[]): AuditRule {
  return AUDIT_RULES.find((rule) => victims.some(({ audit }) => audit === rule)) ?? 'ignore';
}
