import { CONFIG_FILE, type Config } from '../../config/config.ts';
import { buttons } from '../../review/buttons.ts';
import { span } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import { type Ending, plainEnding } from '../publish/check.ts';
import type { StandingOrders } from '../publish/standing-orders.ts';
import type { PullRequest } from '../pull-request/pull-request.ts';

/**
 * With what the check ends while a pull request waits to be inspected: as a draft, or paused. It is to be inspected later,
 * so where what is incomplete must not pass, this does not pass either. Undefined where nothing holds it up.
 */
export function heldUp(
  { drafts, failOn }: Pick<Config, 'drafts' | 'failOn'>,
  { draft }: Pick<PullRequest, 'draft'>,
  { pausedBy }: Pick<StandingOrders, 'pausedBy'>,
  takesOrders: boolean,
): Ending | undefined {
  if (draft && !drafts) {
    const asked = takesOrders ? ', or at once where somebody asks for `/codepurify scan`' : '';
    const words = `this is a draft. It is inspected once it is ready for review${asked}; \`drafts\` in \`${CONFIG_FILE}\` of the base branch can say otherwise.`;
    return ending('Not inspected: it is a draft', words);
  }
  if (pausedBy === undefined) return undefined;
  const who = span(oneLine(pausedBy, 40));
  const words = `${who} paused it. \`/codepurify resume\` ends that, \`/codepurify scan\` inspects this commit all the same.`;
  return ending('Paused', words);

  function ending(title: string, why: string): Ending {
    const blocks = failOn === 'incomplete';
    const follows = blocks
      ? 'It does not pass until then: `failOn` is `incomplete`.'
      : `It passes all the same: \`failOn\` is \`${failOn}\`, not \`incomplete\`.`;
    const conclusion = blocks ? 'action_required' : 'skipped';
    const plain = plainEnding(conclusion, title, `Nothing was inspected: ${why} ${follows}`);
    return { ...plain, actions: buttons({ placed: [] }) };
  }
}
