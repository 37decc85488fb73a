/** What was looked at, and what is wrong with it. */
export interface Found {
  /** `missing`: it does not work. `note`: it works, and is good to know. */
  readonly level: 'fine' | 'note' | 'missing';
  /** One sentence; where something is missing it says how to mend it. */
  readonly message: string;
}

export const fine = (message: string): Found => ({ level: 'fine', message });
export const note = (message: string): Found => ({ level: 'note', message });
export const missing = (message: string): Found => ({ level: 'missing', message });
