import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/review/finding.ts';
import { markedFinding } from '../../src/review/marker.ts';
import { review } from '../../src/review/review.ts';
import type { Reviewed } from '../../src/review/reviewed.ts';
import { visible } from '../../src/scan/report/visible.ts';
import { samplePoisoned } from '../scan/report/sample.ts';
import { refusal } from './hunk-rules.ts';
import { changedFile, HEAD, scanOf } from './sample.ts';

const SETTINGS = { budget: 30, suggestions: true, commands: true, failOn: 'poisoned', failRate: 1 } as const;

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '</details></sub><script>alert(1)</script>',
  '@everyone and @octo/team',
  '[click](https://evil.example) https://evil.example www.evil.example',
  'closes #1, GH-2, octo/repo#3',
  '`````suggestion\nrm -rf /\n`````',
  'a | b \\| c \\',
  '<!-- codepurify:finding 0123456789abcdef0123456789abcdef -->',
  '<!-- codepurify:summary -->',
  '\u202egnp.exe \u0000 \u001b[31m \u200b',
  '\n\n# heading\n> [!CAUTION]\n- item',
  '*a* _b_ ~c~ $x$ :bomb: &lt; \\',
  '`',
  '``` `` ` ````````',
  '~~~~~~',
];

test.each(HOSTILE)('%j shown anywhere leaves all around it as it was', (text) => {
  const plain = bodiesOf(hostileReview('harmless'));
  const bodies = bodiesOf(hostileReview(text));
  expect(bodies).toHaveLength(4);
  for (const [index, body] of bodies.entries()) {
    expect(visible(body)).toBe(body);
    expect(skeleton(body)).toEqual(skeleton(plain[index] ?? ''));
    expect(cells(body)).toEqual(cells(plain[index] ?? ''));
  }
});

test.each(HOSTILE)('%j in the code does not fool the marker or the button', (text) => {
  const reviewed = hostileReview(text);
  const [comment] = review(reviewed, SETTINGS).comments;
  if (comment === undefined) throw new Error('no comment');
  expect(refusal(comment, reviewed.files)).toBeUndefined();
  expect(markedFinding(comment.body)).toBe('a'.repeat(32));
});

test('a marker counts only where it leads', () => {
  const marker = `<!-- codepurify:finding ${'a'.repeat(32)} -->`;
  expect(markedFinding(`${marker}\n\ntext`)).toBe('a'.repeat(32));
  expect(markedFinding(`> ${marker}`)).toBeUndefined();
});

test.each([
  ['\u202e', 'turns the direction of the line'],
  ['\u200b', 'has no width'],
  ['\u0000', 'is NUL'],
])('lines with a character that %j (%s) get no button', (character) => {
  const reviewed = hostileReview('x', character);
  const [comment] = review(reviewed, SETTINGS).comments;
  expect(comment?.body).toContain('no button because its lines hold characters that cannot be seen');
  expect(comment?.body).not.toContain(character);
});

/** Comments, summary and check run of a review. */
function bodiesOf(reviewed: Reviewed): string[] {
  const { comments, summary, check } = review(reviewed, SETTINGS);
  return [...comments.map(({ body }) => body), summary, check.summary];
}

/** A review in which a text stands wherever one can, in a comment with a button, in one without, and in the summary. */
function hostileReview(text: string, put = text.replace(/[^ -~]/g, ' ')): Reviewed {
  const file = `src/${text}.c`;
  const code = `int f(void)\n{\n    int old; // ${put}\n    return 1; // ${put}\n}`;
  const findings = ['a', 'b', 'c', 'd'].map((id) => hostileFinding(text, put, file, code, id.repeat(32)));
  const [first, second, third, fourth] = findings;
  if (!first || !second || !third || !fourth) throw new Error('four findings are made');
  const away = { ...second, code: `${second.code} ` };
  const unseen = { ...third, verdict: { ...third.verdict, file: `gone/${text}.c` } };
  const scan = scanOf([first, away, unseen, fourth]);
  return {
    scan: {
      ...scan,
      victims: [{ name: text, task: 'classification', sha256: 'ab'.repeat(32) }],
      coverage: { seen: 5, inspected: 4, skipped: { [`<${text}>`]: 1 } },
      errors: [{ file, message: text }],
    },
    files: [changedFile(file, '', `${code}\n`)],
    head: HEAD,
    standing: [],
    ignored: new Map([['d'.repeat(32), { reason: text, by: { kind: 'command', author: text } }]]),
  };
}

function hostileFinding(text: string, put: string, file: string, code: string, fingerprint: string): Finding {
  const sample = samplePoisoned({ code, file, name: text, trigger: 'old' });
  const { verdict } = sample;
  const [from, to] = [code.indexOf('old'), code.indexOf('old') + 3];
  return {
    ...sample,
    verdict: {
      ...verdict,
      startLine: 1,
      endLine: 5,
      victim: text,
      fingerprint,
      pairedWith: { file, name: text, startLine: 3 },
      prediction: { label: text, confidence: 0.99 },
      elements: verdict.elements.map((element) => ({ ...element, text })),
      trigger: { kind: 'statement', text, startLine: 3, endLine: 3 },
      purification: {
        code: `${code.slice(0, from)}renamed${code.slice(to)}`,
        effect: 'replaces a statement',
        prediction: { label: `${text}${put}`, confidence: 0.98 },
        edits: [{ from, to, text: 'renamed' }],
      },
    },
  };
}

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

/** What of a text is not code: its structure and every word in it. */
function skeleton(markdown: string): string[] {
  const walk = (node: Node): string[] => {
    if (node.type === 'code') return [`code ${node.lang ?? ''}`];
    if (node.type === 'inlineCode') return ['inline code'];
    const own = 'value' in node ? `${node.type} ${node.value}` : node.type;
    return [own, ...('children' in node ? node.children.flatMap(walk) : [])];
  };
  return walk(fromMarkdown(markdown));
}

/** Cells of each row of the tables. */
function cells(markdown: string): number[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split(/(?<!\\)\|/).length);
}
