/** How the queue repeats what failed, all in seconds but for `retries`. */
export interface Pace {
  /** A job whose worker has been silent for so long is done again. At least 10. */
  readonly heartbeat: number;
  /** How often a failed job is tried again. */
  readonly retries: number;
  /** Before the first new try; each further one waits twice as long. */
  readonly retryDelay: number;
  readonly longestRetryDelay: number;
  /** A try that takes longer has failed. */
  readonly expire: number;
}

/** With these, what keeps failing is given up after about ten minutes of waiting, or put off where GitHub is out of order. */
export const PACE: Pace = {
  heartbeat: 20,
  retries: 6,
  retryDelay: 10,
  longestRetryDelay: 300,
  expire: 3_600,
};
