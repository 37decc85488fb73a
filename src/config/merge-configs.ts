import { type Config, configSchema, type WrittenConfig } from './config.ts';

/**
 * One configuration of several files, the weakest first (the organisation's, then the repository's). They are merged key
 * by key; a list replaces the weaker list as a whole. What no file says is the default, as with no files at all.
 */
export function mergeConfigs(...files: readonly WrittenConfig[]): Config {
  const labels = Object.assign({}, ...files.map((file) => file.labels));
  return configSchema.parse({ ...Object.assign({}, ...files), labels });
}
