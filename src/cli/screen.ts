import { styleText } from 'node:util';
import type { Screen } from '../scan/report/terminal.ts';

/** How wide the standard output is, and whether colours are wanted there (NO_COLOR, FORCE_COLOR, pipes). */
export function screen(): Screen {
  const { stdout, env } = process;
  const columns = stdout.columns ?? Number(env.COLUMNS);
  return {
    width: Number.isInteger(columns) && columns > 0 ? columns : 100,
    colour: styleText('bold', 'x', { stream: stdout }) !== 'x',
  };
}
