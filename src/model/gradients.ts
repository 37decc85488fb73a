import type { Leaned, Leaning } from './onnx/protocol.ts';
import type { Classifier } from './victim.ts';

/** Beside a victim's model.onnx, where there is one. The victim answers without it. */
export const GRADIENT_FILE = 'gradient.onnx';

/** What a victim's gradient graph can be asked: whither a name should change so that the victim's answer does. */
export interface Gradients extends Pick<Classifier, 'classify'> {
  lean(question: Leaned, signal?: AbortSignal): Promise<Leaning>;
  close(): Promise<void>;
}
