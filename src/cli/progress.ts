/** Silent so long, in milliseconds. */
const PATIENCE = 2_000;
/** On a terminal the line is written anew so often, elsewhere a line is added so rarely. */
const INTERVAL = { terminal: 200, lines: 15_000 };

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

export interface Progress extends Disposable {
  /** `what` is what is counted, in the plural. */
  tell(what: string, done: number, total: number): void;
}

/**
 * Says how far long work is: on one line of a terminal that is written over, elsewhere by a line now and then, and
 * nothing where the work takes less than two seconds. The line is cleared on disposal.
 */
export function progress(stream: Stream, now: () => number = () => performance.now()): Progress {
  const start = now();
  let last = Number.NEGATIVE_INFINITY;
  let stage = { what: '', since: start };
  return {
    tell(what, done, total) {
      const time = now();
      if (what !== stage.what) stage = { what, since: time };
      const interval = stream.isTTY ? INTERVAL.terminal : INTERVAL.lines;
      if (time - start < PATIENCE || time - last < interval) return;
      last = time;
      const text = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}${left(done, total, time - stage.since)}`;
      stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    },
    [Symbol.dispose]() {
      if (last > Number.NEGATIVE_INFINITY && stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}

/** Told only when enough is done to tell. */
function left(done: number, total: number, spent: number): string {
  if (done === 0 || spent < PATIENCE || done > total) return '';
  const seconds = Math.round((spent / done) * (total - done) * 1e-3);
  if (seconds < 1) return '';
  return seconds < 90 ? `, about ${seconds} s left` : `, about ${Math.round(seconds / 60)} min left`;
}
