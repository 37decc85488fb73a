import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A value for a graph: token ids, a mask of ones, or the states of an encoder, as flat data and shape. */
export type Feed = Int32Array | Output;

export interface Output {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

export interface Session {
  readonly inputs: readonly string[];
  /** One row at a time: a batch gains nothing on a processor, and no row needs padding. Resolves with that output, or with another one that is named. */
  run(feeds: Readonly<Record<string, Feed>>, other?: string): Promise<Output>;
  close(): Promise<void>;
}

function tensor(feed: Feed): Tensor {
  if (!(feed instanceof Int32Array)) return new Tensor('float32', feed.data, feed.shape);
  return new Tensor('int64', BigInt64Array.from(feed, BigInt), [1, feed.length]);
}

/**
 * Loads one ONNX file by its path; its bytes, where they are given as they should be instead, are held twice. Throws
 * where the graph takes other inputs than `allowed`.
 */
export async function openSession(
  folder: string,
  file: string,
  threads: number,
  allowed: readonly (readonly string[])[],
  output: string,
  bytes?: Uint8Array,
): Promise<Session> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Its memory grows with each new shape, and every function has another length.
    enableMemPattern: false,
    // What goes wrong is thrown, too, and told with the names of nodes made visible: a log writes them to a terminal as they are.
    logSeverityLevel: 4,
  };
  const path = join(folder, file);
  const session = await (bytes
    ? InferenceSession.create(bytes, options)
    : InferenceSession.create(path, options));
  const inputs = session.inputNames;
  const fits = allowed.some(
    (names) => names.length === inputs.length && names.every((n) => inputs.includes(n)),
  );
  if (!fits) {
    const wanted = allowed.map((names) => names.join(', ')).join('; or ');
    throw new Error(`${file} takes the inputs ${inputs.join(', ')}; what can be fed is ${wanted}`);
  }
  if (!session.outputNames.includes(output)) {
    throw new Error(
      `${file} has the outputs ${session.outputNames.join(', ')}, and none is called ${output}`,
    );
  }
  return {
    inputs,
    async run(feeds, other = output) {
      const tensors = Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, tensor(feed)]));
      const result = (await session.run(tensors, [other]))[other];
      if (!(result?.data instanceof Float32Array))
        throw new Error(`${file} answers ${result?.type}, not float32`);
      return { data: result.data, shape: result.dims };
    },
    close: () => session.release(),
  };
}
