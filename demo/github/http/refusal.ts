/** Ends a request with GitHub's own error: thrown from wherever it is found out, turned into an answer in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  readonly documentation: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: {
      readonly errors?: readonly unknown[];
      readonly documentation?: string;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = more.errors;
    this.documentation = more.documentation ?? 'https://docs.github.com/rest';
    this.headers = more.headers ?? {};
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

/** What an App, or a workflow's token, gets that lacks a permission. */
export function notAccessible(): Refusal {
  return new Refusal(403, 'Resource not accessible by integration');
}

/** As most endpoints answer a value that will not do. */
export function validationFailed(resource: string, field: string, code: string, message?: string): Refusal {
  return new Refusal(422, 'Validation Failed', {
    errors: [{ resource, field, code, ...(message && { message }) }],
  });
}

/** As the endpoints answer whose errors are sentences: reviews, branches, comments too long. */
export function unprocessable(...errors: readonly string[]): Refusal {
  return new Refusal(422, 'Unprocessable Entity', { errors });
}
