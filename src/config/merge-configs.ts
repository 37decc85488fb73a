import { AUDIT_RULES, type AuditRule, type Config, configSchema, type WrittenConfig } from './config.ts';

/**
 * One configuration of several files, the weakest first (the organisation's, then the repository's). They are merged key
 * by key; a list replaces the weaker list as a whole, yet of a victim that several name the strictest audit holds. What no
 * file says is the default, as with no files at all.
 */
export function mergeConfigs(...files: readonly WrittenConfig[]): Config {
  const labels = Object.assign({}, ...files.map((file) => file.labels));
  const { victims, ...merged } = configSchema.parse({ ...Object.assign({}, ...files), labels });
  if (victims === undefined) return merged;
  return { ...merged, victims: victims.map((victim) => ({ ...victim, audit: strictest(victim.name) })) };

  function strictest(name: string): AuditRule {
    const named = files.flatMap((file) => file.victims?.filter((victim) => victim.name === name) ?? []);
    return AUDIT_RULES.find((rule) => named.some(({ audit }) => audit === rule)) ?? 'ignore';
  }
}
