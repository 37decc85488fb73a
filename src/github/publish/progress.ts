import type { ScanProgress } from '../../scan/scan-options.ts';
import { type Repository, within } from '../pull-request/repository.ts';

/** Milliseconds between two words about how far it is. */
const PACE = 10_000;

export interface Progress {
  tell(progress: ScanProgress): void;
  /** Waits for what is under way, so that it cannot overtake what comes next. */
  end(): Promise<void>;
}

/** Shows in a check run how far a scan is, now and then. That it cannot is no reason to stop. */
export function progressIn(repository: Repository, checkRun: number, now: () => number = Date.now): Progress {
  let told = now();
  let ended = false;
  let sending: Promise<unknown> = Promise.resolve();
  return {
    tell({ stage, done, total }) {
      if (ended || now() - told < PACE) return;
      told = now();
      const what = stage === 'reading' ? 'files read' : 'functions inspected';
      const title = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`;
      sending = sending.then(() =>
        repository.octokit.rest.checks
          .update({
            ...within(repository),
            check_run_id: checkRun,
            status: 'in_progress',
            output: { title, summary: 'The changed functions are being inspected.' },
          })
          .catch(() => undefined),
      );
    },
    async end() {
      ended = true;
      await sending;
    },
  };
}
