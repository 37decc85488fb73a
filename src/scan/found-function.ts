import type { SourceFunction } from '../code/source-function.ts';
import type { Card } from '../model/card.ts';

/** A function where it was found. */
export interface FoundFunction extends SourceFunction {
  /** As reported. */
  readonly file: string;
  /** UTF-16 code units between the start of its first line and its first character. */
  readonly startColumn: number;
  /** Only these victims are asked about it, by name; every one that reads its language where it is absent. */
  readonly victims?: ReadonlySet<string>;
  /** To be inspected. The others only serve a pair victim to compare with. */
  readonly asked: boolean;
}

/** Whether a victim is to see a function, or the functions of a file. */
export function judges(
  { card: { name, languages } }: { readonly card: Pick<Card, 'name' | 'languages'> },
  { language, victims }: Pick<FoundFunction, 'language' | 'victims'>,
): boolean {
  return languages.includes(language) && (victims?.has(name) ?? true);
}
