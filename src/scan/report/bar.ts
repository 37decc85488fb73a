const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar `width` columns long at a share of 1; anything above 0 is at least a hair. Padded to `width`. */
export function bar(share: number, width: number): string {
  const within = Math.min(1, Math.max(0, share));
  const eighths = within === 0 ? 0 : Math.max(1, Math.round(within * width * 8));
  return ('█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]).padEnd(width);
}
