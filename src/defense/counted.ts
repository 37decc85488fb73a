import type { Ask } from './replies.ts';

/**
 * As `ask`, and tells how many inputs the victim had to answer each time: questions that leave it the same tokens, as
 * all about elements outside of its window do, are answered by one pass.
 */
export function counted(ask: Ask, count: (passes: number) => void): Ask {
  return async (questions) => {
    const answers = await ask(questions);
    count(new Set(answers.map(({ inputId }, at) => `${inputId} ${questions[at]?.output ?? ''}`)).size);
    return answers;
  };
}
