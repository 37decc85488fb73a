const NEEDED = new Set([
  'PATH',
  'SYSTEMROOT',
  'TMPDIR',
  'TEMP',
  'TMP',
  'NODE_OPTIONS',
  'NODE_ICU_DATA',
  'LD_LIBRARY_PATH',
  'LD_PRELOAD',
  'DYLD_LIBRARY_PATH',
  'DYLD_INSERT_LIBRARIES',
  'MALLOC_ARENA_MAX',
  'MALLOC_CONF',
]);

/** Of an environment what a model's process runs by. The rest may be secrets, such as the key of the App. */
export function neededEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Windows does not mind how a name is written.
  return Object.fromEntries(Object.entries(env).filter(([name]) => NEEDED.has(name.toUpperCase())));
}
