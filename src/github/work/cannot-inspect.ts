import { ModelError } from '../../model/model-error.ts';
import { buttons } from '../../review/buttons.ts';
import type { FailOn } from '../../review/conclusion.ts';
import { fenced } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { type Ending, plainEnding } from '../publish/check.ts';

/** Why an inspection cannot be made here, however often it is tried; anything else is thrown on. */
export function whyNot(error: unknown): { readonly why: string } {
  if (error instanceof UsageError || error instanceof ModelError) return { why: error.message };
  throw error;
}

/** The ending of the check of an inspection that cannot be made: never a green one. */
export function cannotInspect(why: string, failOn: FailOn): Ending {
  const blocks = failOn === 'incomplete';
  const follows = `It ${blocks ? 'does not pass' : 'passes all the same'}: \`failOn\` is \`${failOn}\`${blocks ? '' : ', not `incomplete`'}.`;
  const summary = `Nothing was inspected. ${follows} Whoever runs CodePurify can mend this:\n\n${fenced(oneLine(why, 1_000))}`;
  return {
    ...plainEnding(blocks ? 'failure' : 'neutral', 'The inspection cannot be made', summary),
    actions: buttons({ placed: [] }),
  };
}
