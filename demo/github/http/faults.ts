/** What to do to requests that match, instead of or after answering them. */
export interface Fault {
  /** How often, 1 by default. */
  readonly times?: number;
  readonly method?: string;
  /** Of the path behind `/api/v3`, `/graphql` for GraphQL. */
  readonly path?: RegExp;
  /** Of the body as sent, for GraphQL operations above all. */
  readonly body?: RegExp;
  /** Milliseconds before anything else. */
  readonly delay?: number;
  /** The request is carried out all the same, only its answer is lost. */
  readonly applied?: boolean;
  /** `drop` cuts the connection; a number is a status; absent, only the delay counts. */
  readonly answer?:
    | 'drop'
    | number
    | { readonly limit: 'primary' | 'secondary' /** Seconds. */; readonly wait: number };
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Faults waiting for a request that they fit, oldest first. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault meant for this request, used up by it. */
  take(asked: Asked): Fault | undefined {
    const index = this.#waiting.findIndex(({ fault }) => fits(fault, asked));
    const found = this.#waiting[index];
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#waiting.splice(index, 1);
    return found.fault;
  }

  clear(): void {
    this.#waiting.length = 0;
  }
}

function fits(fault: Fault, { method, path, body }: Asked): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  return (fault.path?.test(path) ?? true) && (fault.body?.test(body) ?? true);
}
