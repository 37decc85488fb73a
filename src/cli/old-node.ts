/** Of Node, as `engines` in package.json says. */
export const OLDEST_MAJOR = 24;

/** What to tell a user whose Node is too old, by its version, such as `22.23.3`. Undefined where it will do. */
export function oldNode(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return undefined;
  return `error: codepurify runs on Node ${OLDEST_MAJOR} or newer, and this is Node ${version}: install a newer one.`;
}
