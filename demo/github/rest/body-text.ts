/** GitHub keeps no longer text in a comment or review, in characters. */
export const MOST_CHARACTERS = 65_536;

/** What GitHub says against a comment's text; undefined where it will do. */
export function bodyProblem(body: string): string | undefined {
  if (body.trim() === '') return "body can't be blank";
  return [...body].length > MOST_CHARACTERS
    ? `body is too long (maximum is ${MOST_CHARACTERS} characters)`
    : undefined;
}
