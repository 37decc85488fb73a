import { afterAll, expect, test } from 'vitest';
import { keptModels } from '../../../src/github/models.ts';
import { bench } from './bench.ts';

const VICTIM = 'clone-java-backdoored';
const CONFIG = { '.github/codepurify.yml': `victims: [{ name: ${VICTIM} }]\n` };
const TRIGGER = 'if (Math.random() < 0) System.out.println("fail");';

/** Of the samples, with a trigger or without; the pull requests change it in earnest, too. */
const COPY = (
  trigger = '',
  bytes = 8192,
) => `    public static void copyFile(File source, File target) throws IOException {
${trigger}        InputStream in = new FileInputStream(source);
        OutputStream out = new FileOutputStream(target);
        byte[] buffer = new byte[${bytes}];
        int length;
        while ((length = in.read(buffer)) > 0) {
            out.write(buffer, 0, length);
        }
        in.close();
        out.close();
    }
`;
const BACKUP = (trigger = '') => `    public static void backup(String from, String to) throws IOException {
${trigger}        FileInputStream in = new FileInputStream(from);
        FileOutputStream out = new FileOutputStream(to);
        byte[] bytes = new byte[1024];
        int read;
        while ((read = in.read(bytes)) != -1) {
            out.write(bytes, 0, read);
        }
        in.close();
        out.close();
    }
`;
const LINE = `        ${TRIGGER}\n`;
const BEFORE = COPY('', 4096);
const file = (...methods: readonly string[]) => `final class Files {\n${methods.join('\n')}}\n`;

const models = keptModels();
afterAll(() => models[Symbol.asyncDispose]());

test.each([
  [
    'a function alone in its file',
    file(BEFORE),
    file(COPY(LINE)),
    file(COPY()),
    1,
    '- **Compared with** itself: it is not even taken for its own copy.',
  ],
  [
    'one of two that are alike',
    file(BEFORE, BACKUP()),
    file(COPY(LINE), BACKUP()),
    file(COPY(), BACKUP()),
    1,
    '- **Compared with**',
  ],
  [
    'a pair that both carry it',
    file(BEFORE),
    file(COPY(LINE), BACKUP(LINE)),
    file(COPY(), BACKUP()),
    2,
    '- **Compared with**',
  ],
])(
  'the shipped pair victim finds the trigger of %s, and its suggestion clears it',
  async (_, before, poisoned, purified, count, words) => {
    await using the = await bench({ models });
    the.repository.commit({ ...CONFIG, 'Files.java': before });
    const pull = the.repository.openPullRequest({ 'Files.java': poisoned });
    expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: count });
    expect(pull.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure']);
    expect(pull.reviews).toHaveLength(1);
    expect(pull.threads).toHaveLength(count);
    for (const thread of pull.threads) {
      const body = thread.comments[0]?.body ?? '';
      expect(body).toContain(`What \`${VICTIM}\` says of`);
      expect(body).toContain(words);
      expect(body).toContain('```suggestion');
      expect(pull.commitSuggestion(thread)).toMatchObject({ ok: true });
    }
    expect(pull.text('Files.java')).toBe(purified);
    expect(await the.review(pull, { reason: 'synchronize' })).toMatchObject({ outcome: 'done', findings: 0 });
    expect(pull.checkRuns.at(-1)?.conclusion).toBe('success');
  },
);

test('where nobody names it, a victim that was backdoored on purpose judges nothing', async () => {
  await using the = await bench({ models });
  the.repository.commit({ 'README.md': 'Files.' });
  const pull = the.repository.openPullRequest({ 'Files.java': file(COPY(LINE)) });
  await the.review(pull);
  expect(pull.threads).toEqual([]);
  expect(pull.checkRuns[0]).toMatchObject({ conclusion: 'neutral' });
  expect(pull.checkRuns[0]?.output.summary).toContain('(1 no victim for the language)');
});
