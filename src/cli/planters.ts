import type { Grammar } from '../code/grammar.ts';
import { parseFunction } from '../code/parse-function.ts';
import type { Parsed } from '../code/parsed.ts';
import { afraidoor } from '../lab/attack/afraidoor.ts';
import type { AnyAttackName, Planter } from '../lab/attack/attack.ts';
import { ATTACKS } from '../lab/attack/attacks.ts';
import { commonNames } from '../lab/attack/common-names.ts';
import type { Task } from '../lab/poison/task.ts';
import { openVictim } from '../model/open-model.ts';
import type { Victim } from '../model/victim.ts';
import { UsageError } from '../scan/usage-error.ts';

interface Wanted {
  readonly task: Task;
  readonly input: string;
  readonly grammar: Grammar;
  /** The attacker's own model. */
  readonly victim?: string | undefined;
  readonly signal: AbortSignal;
}

/** Attacks that are ready to plant. Their model ends its processes on disposal. */
interface Planters extends AsyncDisposable {
  readonly attacks: readonly Planter[];
}

/** The attacks of these names. Rejects with UsageError, ModelError and FileError. */
export async function plantersFor(names: readonly AnyAttackName[], wanted: Wanted): Promise<Planters> {
  const { task, input, grammar, victim, signal } = wanted;
  if (!names.includes('afraidoor')) {
    if (victim !== undefined)
      throw new UsageError('--victim is for afraidoor; the other attacks ask no model.');
    return { attacks: names.flatMap(blind), [Symbol.asyncDispose]: async () => {} };
  }
  if (victim === undefined) {
    throw new UsageError(
      `afraidoor chooses names by a clean model of the attacker's: name one for ${task.name} with --victim.`,
    );
  }
  await using opening = new AsyncDisposableStack();
  const model = await openVictim(victim);
  opening.defer(() => model.close());
  check(model.card, wanted);
  const adaptive = afraidoor({ model, names: await commonNames(functions()), signal });
  const open = opening.move();
  return {
    attacks: names.flatMap((name) => (name === 'afraidoor' ? adaptive : blind(name))),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };

  async function* functions(): AsyncGenerator<Parsed> {
    for await (const { sample } of task.samples(input)) {
      signal.throwIfAborted();
      for (const code of sample.codes.values()) {
        const parsed = parseFunction(grammar, code);
        if (!('reason' in parsed)) yield parsed;
      }
    }
  }
}

function blind(name: AnyAttackName): readonly Planter[] {
  return name === 'afraidoor' ? [] : [ATTACKS[name]];
}

function check({ name, task, languages }: Victim['card'], wanted: Wanted): void {
  const { language } = wanted.grammar;
  if (task !== wanted.task.name) {
    throw new UsageError(
      `${wanted.input}: these rows are for ${wanted.task.name}, and victim ${name} is for ${task}; name another with --victim.`,
    );
  }
  if (!languages.includes(language)) {
    throw new UsageError(`Victim ${name} does not read ${language}; name another with --victim.`);
  }
}
