import { isActedOn } from '../job/acted-on.ts';

/** One attempt of GitHub to deliver something. */
export interface Attempt {
  /** Only to be handed back: octokit reads what a number cannot hold as a bigint, whatever its types say. */
  readonly id: number;
  /** The same in every attempt of one delivery. */
  readonly guid: string;
  readonly delivered_at: string;
  readonly redelivery: boolean;
  readonly status: string;
  readonly event: string;
  readonly action: string | null;
}

/** Each further attempt waits twice as long as the one before, so that what always fails is left alone soon. In milliseconds. */
const FIRST_WAIT = 15 * 60 * 1000;

/**
 * What no attempt delivered and is to be asked for again now: the last attempt of each, oldest first. What is listed
 * without its first attempt was too long ago.
 */
export function lostDeliveries(attempts: readonly Attempt[], now: number): Attempt[] {
  const byGuid = Map.groupBy(attempts, ({ guid }) => guid);
  return [...byGuid.values()]
    .flatMap((tries) => {
      const [last] = tries.toSorted((one, other) => at(other) - at(one));
      if (last === undefined || !isActedOn(last.event, last.action)) return [];
      if (tries.some(({ status }) => status === 'OK') || tries.every(({ redelivery }) => redelivery))
        return [];
      const wait = tries.length === 1 ? 0 : FIRST_WAIT * 2 ** (tries.length - 2);
      return now - at(last) >= wait ? [last] : [];
    })
    .sort((one, other) => at(one) - at(other));
}

function at({ delivered_at }: Attempt): number {
  return Date.parse(delivered_at);
}
