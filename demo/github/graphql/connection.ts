import { problem } from './problem.ts';

/** How a list is asked for. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const MOST = 100;

/** Part of a list as GitHub's connections give it; like GitHub it wants to be told how much. */
export function connection<T>(items: readonly T[], args: PageArguments, node: (item: T) => unknown) {
  const { first, last, after, before } = args;
  const size = first ?? last;
  if (size == null) {
    throw problem(
      'MISSING_PAGINATION_BOUNDARIES',
      'You must provide a `first` or `last` value to properly paginate the connection.',
    );
  }
  if (size > MOST) {
    throw problem(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the connection exceeds the \`first\` limit of ${MOST} records.`,
    );
  }
  const from = after == null ? 0 : indexOf(after) + 1;
  const to = before == null ? items.length : indexOf(before);
  const start = first == null ? Math.max(from, to - size) : from;
  const end = first == null ? to : Math.min(to, from + size);
  const shown = items.slice(start, end);
  return {
    totalCount: items.length,
    nodes: shown.map(node),
    edges: shown.map((item, offset) => ({ cursor: cursor(start + offset), node: node(item) })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: shown.length === 0 ? null : cursor(start),
      endCursor: shown.length === 0 ? null : cursor(end - 1),
    },
  };
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function indexOf(text: string): number {
  const [, index] = /^cursor:(\d+)$/.exec(Buffer.from(text, 'base64').toString()) ?? [];
  if (index === undefined)
    throw problem('INVALID_CURSOR_ARGUMENTS', `\`${text}\` does not appear to be a valid cursor.`);
  return Number(index);
}
