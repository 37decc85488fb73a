import { CONFIG_FILE } from '../config/config.ts';
import { shortId } from './marker.ts';

/** What a reader can do about a finding, as a small line of Markdown. Commands are named only where somebody hears them. */
export function commandHints(fingerprint: string, commands: boolean): string {
  const id = shortId(fingerprint);
  const words = commands
    ? `\`/codepurify ignore ${id} reason\` · More: \`/codepurify explain ${id}\``
    : `List it in \`ignore\` of \`${CONFIG_FILE}\`, as \`${fingerprint}\`.`;
  return `<sub>False alarm? ${words}</sub>`;
}
