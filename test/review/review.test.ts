import { expect, test } from 'vitest';
import { review } from '../../src/review/review.ts';
import { sampleReview } from './sample.ts';

const SETTINGS = { budget: 30, suggestions: true, commands: true, failOn: 'poisoned', failRate: 1 } as const;

test.each([true, false])('commands are named only where somebody hears them: %s', (commands) => {
  const { comments, summary, check } = review(sampleReview(), { ...SETTINGS, commands, suggestions: false });
  const inSummary = review(sampleReview(), { ...SETTINGS, commands, budget: 0 });
  const bodies = [...comments.map(({ body }) => body), inSummary.summary];
  expect(bodies.map((body) => body.includes('has no button'))).toEqual([true, true]);
  for (const text of [...bodies, summary, JSON.stringify(check)]) {
    expect(text.includes('/codepurify ')).toBe(commands);
  }
});

test('what people read at a pull request', () => {
  const { comments, summary, check } = review(sampleReview(), SETTINGS);
  expect(comments.map(({ body, ...place }) => place)).toEqual([
    { path: 'src/port.c', line: 43, side: 'RIGHT' },
  ]);
  expect(comments[0]?.body).toMatchSnapshot('comment');
  expect(summary).toMatchSnapshot('summary');
  expect(check).toMatchSnapshot('check run');
});
