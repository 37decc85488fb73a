/** What a request is answered with, before headers that all answers have. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON unless bytes; undefined sends no body. */
  readonly body: unknown;
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body };
}

export function created(body: { readonly url: string }): Reply {
  return { status: 201, headers: { location: body.url }, body };
}

export function noContent(): Reply {
  return { status: 204, headers: {}, body: undefined };
}

export function raw(bytes: Buffer): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' },
    body: bytes,
  };
}
