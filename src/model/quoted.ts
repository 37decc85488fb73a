const MOST_SHOWN = 120;

/** A text out of somebody's file, for a message: in quotation marks, on one line and not without end. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
}
