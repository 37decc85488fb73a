import { expect, test } from 'vitest';
import { mergeConfigs } from '../../../src/config/merge-configs.ts';
import { heldUp } from '../../../src/github/work/held-up.ts';

test.each([
  [{}, true, undefined, 'skipped'],
  [{ failOn: 'never' }, true, undefined, 'skipped'],
  [{ failOn: 'incomplete' }, true, undefined, 'action_required'],
  [{ drafts: true, failOn: 'incomplete' }, true, undefined, undefined],
  [{}, false, 'ada', 'skipped'],
  [{ drafts: true, failOn: 'incomplete' }, true, 'ada', 'action_required'],
  [{}, false, undefined, undefined],
] as const)('with %j, draft %s, paused by %s: %s', (config, draft, pausedBy, conclusion) => {
  const merged = mergeConfigs(config);
  const ending = heldUp(merged, { draft }, { pausedBy }, true);
  expect(ending?.conclusion).toBe(conclusion);
  if (ending !== undefined) expect(ending.summary).toContain(`\`failOn\` is \`${merged.failOn}\``);
});
