import type { Exchange } from '../../demo/github/http/exchange.ts';
import { isObject } from './json.ts';
import type { Operation } from './openapi.ts';

/** In characters; GitHub refuses what is longer. */
const MOST_CHARACTERS = 65_536;
const MOST_SUMMARY = 65_535;
const REVIEWS = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const SIDES = ['LEFT', 'RIGHT', undefined];

/** Rules that GitHub enforces and its OpenAPI description does not say. */
export function ownRules({ path, method }: Operation, { body, query }: Exchange): string[] {
  const problems: string[] = [];
  const rule = (holds: boolean, words: string) => {
    if (!holds) problems.push(words);
  };
  rule(Number(query.get('per_page') ?? 1) <= 100, 'query: per_page is over 100');
  if (!isObject(body)) return problems;
  const { event, status, conclusion, output, comments } = body;
  if (path === REVIEWS && method === 'post') {
    const wordy = event === 'COMMENT' || event === 'REQUEST_CHANGES';
    rule(!wordy || hasText(body.body), `a review of event ${String(event)} needs a body`);
    // Without a body it is meant to stay unseen, to try comments out.
    rule(event !== undefined || body.body === undefined, 'a review without event stays pending');
    rule(!Array.isArray(comments) || comments.length <= 100, 'a review takes 100 comments');
    for (const comment of Array.isArray(comments) ? comments : []) problems.push(...placeProblems(comment));
  }
  if (path.endsWith('/comments') && method === 'post') problems.push(...placeProblems(body));
  if (path.includes('/check-runs')) {
    rule(status !== 'completed' || conclusion !== undefined, 'a completed check needs a conclusion');
    for (const part of ['summary', 'text']) {
      const text = isObject(output) ? output[part] : undefined;
      rule(typeof text !== 'string' || text.length <= MOST_SUMMARY, `the check's ${part} is too long`);
    }
  }
  return [...problems, ...textProblems(body)];
}

function placeProblems(comment: unknown): string[] {
  if (!isObject(comment)) return [];
  const { line, side, start_line: start, start_side: startSide, position } = comment;
  return [
    ...textProblems(comment),
    ...([side, startSide].every((one) => SIDES.some((known) => known === one))
      ? []
      : ['a side is LEFT or RIGHT']),
    ...(typeof start === 'number' && typeof line === 'number' && start >= line
      ? ['start_line must precede line']
      : []),
    ...(start !== undefined && line === undefined ? ['start_line needs a line'] : []),
    ...(position === undefined ? [] : ['position is closing down']),
  ];
}

function textProblems({ body }: { readonly [key: string]: unknown }): string[] {
  if (body === undefined) return [];
  if (!hasText(body)) return ['the text is empty'];
  return [...body].length > MOST_CHARACTERS ? [`the text is longer than ${MOST_CHARACTERS} characters`] : [];
}

function hasText(body: unknown): body is string {
  return typeof body === 'string' && body.trim() !== '';
}
