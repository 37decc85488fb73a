/** To the second, as GitHub writes times. */
export function isoTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

export function isoTimeOrNull(date: Date | undefined): string | null {
  return date === undefined ? null : isoTime(date);
}
