/** GitHub's global id of a thing, opaque to clients; `typeAndId` reads it back. */
export function nodeId(type: string, id: number | string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Undefined where no such id was ever given out. */
export function typeAndId(node: string): { readonly type: string; readonly id: string } | undefined {
  const [, type, id] = /^([A-Za-z]+):(.+)$/.exec(Buffer.from(node, 'base64url').toString()) ?? [];
  return type === undefined || id === undefined ? undefined : { type, id };
}
