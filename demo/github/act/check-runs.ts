import { checkRunEventShape, checkSuiteEventShape } from '../shape/check-shape.ts';
import type { Account } from '../world/account.ts';
import type {
  Annotation,
  CheckAction,
  CheckRun,
  CheckStatus,
  CheckSuite,
  Conclusion,
} from '../world/check.ts';
import type { World } from '../world/world.ts';

/** What a request says of a check; what it leaves out stays as it is. */
export interface CheckUpdate {
  readonly status?: CheckStatus | undefined;
  readonly conclusion?: Conclusion | undefined;
  readonly details_url?: string | undefined;
  readonly external_id?: string | undefined;
  readonly started_at?: string | undefined;
  readonly completed_at?: string | undefined;
  readonly output?:
    | {
        readonly title?: string | undefined;
        readonly summary?: string | undefined;
        readonly text?: string | undefined;
        readonly annotations?: readonly Annotation[] | undefined;
      }
    | undefined;
  readonly actions?: readonly CheckAction[] | undefined;
}

export function addCheckRun(
  world: World,
  suite: CheckSuite,
  name: string,
  update: CheckUpdate,
  by: Account,
): CheckRun {
  const run: CheckRun = {
    id: world.nextId(),
    suite,
    name,
    annotations: [],
    status: 'queued',
    conclusion: undefined,
    detailsUrl: undefined,
    externalId: undefined,
    startedAt: undefined,
    completedAt: undefined,
    output: {},
    actions: [],
  };
  suite.repository.checkRuns.set(run.id, run);
  apply(world, run, update);
  tellOfRun(world, run, run.status === 'completed' ? 'completed' : 'created', by);
  return run;
}

/** Annotations are added to those that the run has, all else is replaced. */
export function updateCheckRun(world: World, run: CheckRun, update: CheckUpdate, by: Account): void {
  const before = run.status;
  apply(world, run, update);
  if (run.status === 'completed' && before !== 'completed') tellOfRun(world, run, 'completed', by);
}

/** A person's `Re-run` of one check. */
export function rerequestRun(world: World, run: CheckRun, by: Account): void {
  tellOfRun(world, run, 'rerequested', by);
}

/** A person's `Re-run all checks`. */
export function rerequestSuite(world: World, suite: CheckSuite, by: Account): void {
  const { repository } = suite;
  const payload = { check_suite: checkSuiteEventShape(world, suite) };
  world.emit({ name: 'check_suite', action: 'rerequested', repository, sender: by, payload });
}

/** A person's click on one of the check's buttons; false where it has no such button. */
export function pressButton(world: World, run: CheckRun, identifier: string, by: Account): boolean {
  if (!run.actions.some((action) => action.identifier === identifier)) return false;
  tellOfRun(world, run, 'requested_action', by, { requested_action: { identifier } });
  return true;
}

function apply(world: World, run: CheckRun, update: CheckUpdate): void {
  run.status = update.conclusion === undefined ? (update.status ?? run.status) : 'completed';
  run.conclusion = run.status === 'completed' ? (update.conclusion ?? run.conclusion) : undefined;
  run.detailsUrl = update.details_url ?? run.detailsUrl;
  run.externalId = update.external_id ?? run.externalId;
  run.startedAt =
    update.started_at === undefined ? (run.startedAt ?? world.now()) : new Date(update.started_at);
  const completedAt = update.completed_at === undefined ? world.now() : new Date(update.completed_at);
  run.completedAt = run.status === 'completed' ? completedAt : undefined;
  if (update.output !== undefined) {
    const { annotations = [], ...output } = update.output;
    run.output = { ...run.output, ...output };
    run.annotations.push(...annotations);
  }
  if (update.actions !== undefined) run.actions = update.actions;
}

function tellOfRun(world: World, run: CheckRun, action: string, sender: Account, more: object = {}): void {
  const { suite } = run;
  const check_run = checkRunEventShape(world, run);
  world.emit({
    name: 'check_run',
    action,
    repository: suite.repository,
    sender,
    payload: { check_run, ...more },
  });
}
