/** What is said to an HTTP request: a status and a sentence. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}
