import { CONFIG_FILE } from '../config/config.ts';
import { conclusion, type FailRules } from './conclusion.ts';
import { isOpen } from './is-open.ts';
import type { Reported } from './reported.ts';

/** Why a check does not fail on what was found or left open, as Markdown that names the setting. Undefined where it fails, or there is nothing to fail on. */
export function whyItPasses(reported: Reported, rules: FailRules): string | undefined {
  if (conclusion(reported, rules) !== 'neutral') return undefined;
  const { failOn, failRate } = rules;
  const found = reported.placed.length > 0;
  // What has no check run, a step of a workflow, fails on what is left open whatever is set.
  const open = isOpen(reported) && reported.commands;
  if (!found && !open) return undefined;
  const what = [...(found ? ['was found'] : []), ...(open ? ['is left open'] : [])].join(' and what ');
  return `What ${what} does not fail the check: in \`${CONFIG_FILE}\` ${setting()}.`;

  function setting(): string {
    if (failOn === 'never') return '`failOn` is `never`';
    const rate = `\`failRate\` is \`${failRate}\`, and more clean functions than that share look like each finding`;
    const left = `\`failOn\` is \`${failOn}\`, not \`incomplete\``;
    return [...(found ? [rate] : []), ...(open ? [left] : [])].join('; ');
  }
}
