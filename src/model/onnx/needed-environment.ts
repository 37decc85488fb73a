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

/**
 * Of an environment what a model's process runs by. The rest may be secrets, such as the key of the App. ONNX Runtime (1.30, on
 * Linux too) would tell its maker of each session, and keep a number of this machine under its user's home.
 */
export function neededEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Windows does not mind how a name is written.
  const own = Object.entries(env).filter(([name]) => NEEDED.has(name.toUpperCase()));
  return { ...Object.fromEntries(own), ORT_DISABLE_TELEMETRY: '1' };
}
