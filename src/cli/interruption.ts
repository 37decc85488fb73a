/** A signal that is aborted by the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/** The reason of an aborted signal: the user wants no more. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('Stopped.');
  }
}

const EXIT = { SIGINT: 130, SIGTERM: 143 } as const;

export function interruption(): Interruption {
  const controller = new AbortController();
  const stop = (name: keyof typeof EXIT) => {
    if (controller.signal.aborted) process.exit(EXIT[name]);
    controller.abort(new Interrupted());
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
