import { dieWithParent } from './die-with-parent.ts';
import { openModelInWorker, type Skills } from './open-model-in-worker.ts';
import type { Asked, Kind, Setup, Told } from './protocol.ts';

// The entry of a process with one model, which is asked one question at a time. An inference holds its thread, so it must
// not run where events are waited for.

function tell(told: Told, then?: () => void): void {
  process.send?.(told, undefined, undefined, (error: Error | null) => (error === null ? then?.() : leave()));
}

function failure(error: unknown): Told {
  return { failure: error instanceof Error ? error.message : String(error) };
}

async function answer<K extends Kind>(
  skills: Skills,
  { task }: Setup,
  { kind, question }: Asked<K>,
): Promise<Told> {
  const skill = skills[kind];
  if (skill === undefined) return { failure: `a model for ${task} cannot ${kind}` };
  try {
    return { answer: await skill(question) };
  } catch (error) {
    return failure(error);
  }
}

function leave(): void {
  process.exit();
}

// Whoever asked is gone.
process.on('disconnect', leave);
dieWithParent(Number(process.argv[2]));
// Some supervisors tell each process of a service to end; whoever asks still needs answers then.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

const setup = await new Promise<Setup>((resolve) => process.once('message', resolve));
try {
  const skills = await openModelInWorker(setup);
  process.on('message', async (asked: Asked) => {
    tell(await answer(skills, setup, asked), asked.kind === 'close' ? leave : undefined);
  });
  tell({ answer: null });
} catch (error) {
  tell(failure(error), leave);
}
