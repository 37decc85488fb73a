import type { Victim } from '../model/victim.ts';

/** Says of victims that nobody named which of them are backdoored on purpose. */
export function warnOfBackdoors(victims: readonly Victim[]): void {
  for (const { name, backdoors } of victims.map(({ card }) => card)) {
    if (backdoors.length > 0) {
      process.stderr.write(
        `note: ${name} has a backdoor on purpose and is for demonstration; name your own with --victim.\n`,
      );
    }
  }
}
