import { parentPort, workerData } from 'node:worker_threads';
import { openModelInWorker, type Skills } from './open-model-in-worker.ts';
import type { Asked, Kind, Setup, Told } from './protocol.ts';

// The entry of a worker thread: one model, one question at a time. An inference holds its thread, so it
// must not run where events are waited for.

const setup: Setup = workerData;

function tell(told: Told): void {
  parentPort?.postMessage(told);
}

function failure(error: unknown): Told {
  return { failure: error instanceof Error ? error.message : String(error) };
}

async function answer<K extends Kind>(skills: Skills, { kind, question }: Asked<K>): Promise<Told> {
  const skill = skills[kind];
  if (skill === undefined) return { failure: `a model for ${setup.task} cannot ${kind}` };
  try {
    return { answer: await skill(question) };
  } catch (error) {
    return failure(error);
  }
}

try {
  const skills = await openModelInWorker(setup);
  parentPort?.on('message', async (asked: Asked) => {
    tell(await answer(skills, asked));
    if (asked.kind === 'close') parentPort?.close();
  });
  tell({ answer: null });
} catch (error) {
  tell(failure(error));
  parentPort?.close();
}
