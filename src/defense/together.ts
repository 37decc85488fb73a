/**
 * Runs the work on many items side by side and answers their questions in common batches: a batch goes out once every
 * unfinished piece of work waits for an answer, so that each can be written as if it were alone. Results come in the
 * order of the items. The first failure rejects the whole.
 */
export async function together<Item, Question, Answer, Result>(
  items: readonly Item[],
  answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  work: (item: Item, ask: (questions: readonly Question[]) => Promise<readonly Answer[]>) => Promise<Result>,
): Promise<Result[]> {
  interface Waiting {
    readonly index: number;
    readonly questions: readonly Question[];
    readonly resolve: (answers: readonly Answer[]) => void;
    readonly reject: (reason: unknown) => void;
  }
  let unfinished = items.length;
  let waiting: Waiting[] = [];

  const send = () => {
    if (waiting.length === 0 || waiting.length < unfinished) return;
    const batch = waiting.toSorted((a, b) => a.index - b.index);
    waiting = [];
    void answer(batch.flatMap(({ questions }) => questions)).then(
      (answers) => {
        let from = 0;
        for (const { questions, resolve } of batch) {
          resolve(answers.slice(from, from + questions.length));
          from += questions.length;
        }
      },
      (reason: unknown) => {
        for (const { reject } of batch) reject(reason);
      },
    );
  };

  return Promise.all(
    items.map(async (item, index) => {
      const ask = (questions: readonly Question[]) =>
        questions.length === 0
          ? Promise.resolve([])
          : new Promise<readonly Answer[]>((resolve, reject) => {
              waiting.push({ index, questions, resolve, reject });
              send();
            });
      try {
        return await work(item, ask);
      } finally {
        unfinished -= 1;
        send();
      }
    }),
  );
}
