/** Where the App listens, and what signs for it. */
export interface Hook {
  readonly url: string;
  readonly secret: string;
}

/** What became of a delivery. */
export interface Outcome {
  /** 0 where nobody answered within ten seconds. */
  readonly status: number;
  readonly seconds: number;
  readonly body: string;
}

export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`, the same in a redelivery. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | undefined;
  readonly installation: number | undefined;
  readonly repository: number | undefined;
  readonly redelivery: boolean;
  readonly deliveredAt: Date;
  /** The very text that was signed. */
  readonly body: string;
  /** Undefined while it waits. */
  outcome: Outcome | undefined;
}
