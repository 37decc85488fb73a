import type { Call } from './call.ts';
import type { Reply } from './reply.ts';
import { json } from './reply.ts';

const MOST = 100;

/** One page of a list, with `Link` to the others; `wrap` says what stands around the list. */
export function paged<T>(
  { url }: Call,
  items: readonly T[],
  shape: (item: T) => unknown,
  wrap: (page: readonly unknown[]) => unknown = (page) => page,
): Reply {
  const size = Math.min(MOST, positive(url.searchParams.get('per_page'), 30));
  const page = positive(url.searchParams.get('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = [
    ...(page > 1 ? [linkTo(url, Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [linkTo(url, page + 1, 'next'), linkTo(url, last, 'last')] : []),
    ...(page > 1 ? [linkTo(url, 1, 'first')] : []),
  ];
  const shown = items.slice((page - 1) * size, page * size).map(shape);
  return json(wrap(shown), 200, link.length === 0 ? {} : { link: link.join(', ') });
}

function positive(text: string | null, otherwise: number): number {
  const number = Number(text ?? otherwise);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}

function linkTo(url: URL, page: number, relation: string): string {
  const target = new URL(url);
  target.searchParams.set('page', String(page));
  return `<${target.href}>; rel="${relation}"`;
}
