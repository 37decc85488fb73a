import type { Config } from '../../config/config.ts';
import type { ListedModel } from '../../model/list-models.ts';
import type { ScanProgress } from '../../scan/scan-options.ts';
import type { Models } from '../models.ts';

export interface InspectSettings {
  readonly config: Config;
  /** The base, as git names it: `.gitattributes` are read there, never at the head, which could hide files. */
  readonly base: string;
  readonly installed: readonly ListedModel[];
  readonly models: Pick<Models, 'victim' | 'infill'>;
  readonly onProgress?: (progress: ScanProgress) => void;
}
