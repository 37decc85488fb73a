import { styleText } from 'node:util';

export type Format = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it as it is. */
export type Paint = (format: Format, text: string) => string;

/** For a stream or file without colours. */
export const plain: Paint = (_format, text) => text;

/** Whether there are colours was decided before: the stream is not asked again. */
export const coloured: Paint = (format, text) => styleText(format, text, { validateStream: false });
