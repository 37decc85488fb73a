/** Silent for two seconds, then at most five times a second. */
const PATIENCE = 2000;
const INTERVAL = 200;

export interface RowProgress {
  tell(done: number, rows: number): void;
  /** Clears the line. To be called before anything else is written. */
  end(): void;
}

/** Tells how many rows are done, on one line of a terminal that is written over; nothing where it is no terminal. */
export function rowProgress(
  terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  now: () => number = () => performance.now(),
): RowProgress {
  const start = now();
  let last = Number.NEGATIVE_INFINITY;
  return {
    tell(done, rows) {
      const time = now();
      if (!terminal.isTTY || time - start < PATIENCE || time - last < INTERVAL) return;
      last = time;
      terminal.write(`\r${done} of ${rows} rows`);
    },
    end() {
      if (last >= start) terminal.write('\r\u001b[K');
    },
  };
}
