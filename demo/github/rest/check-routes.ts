import { z } from 'zod';
import { addCheckRun, updateCheckRun } from '../act/check-runs.ts';
import { suiteFor } from '../act/request-suite.ts';
import { read, write } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { author, bodyOf, numberParam, param } from '../http/call.ts';
import { paged } from '../http/paged.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { created, json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { annotationShape, checkRunShape, checkSuiteShape } from '../shape/check-shape.ts';
import type { CheckRun, CheckSuite } from '../world/check.ts';
import type { Repository } from '../world/repository.ts';
import { CheckRunUpdate, NewCheckRun } from './check-bodies.ts';
import { commitNamed } from './object-named.ts';

const one = '/check-runs/{check_run_id}';
const suite = '/check-suites/{check_suite_id}';

export const checkRoutes: readonly Route[] = [
  repositoryRoute('post', '/check-runs', write('checks'), (call, repository) => {
    const wanted = bodyOf(call, NewCheckRun);
    const sha = commitForCheck(repository, wanted.head_sha);
    const run = addCheckRun(
      call.world,
      suiteFor(call.world, repository, sha),
      wanted.name,
      wanted,
      author(call),
    );
    return created(checkRunShape(call.world, run));
  }),
  repositoryRoute('get', one, read('checks'), (call, repository) => {
    return json(checkRunShape(call.world, runOf(call, repository)));
  }),
  repositoryRoute('patch', one, write('checks'), (call, repository) => {
    const run = runOf(call, repository);
    updateCheckRun(call.world, run, bodyOf(call, CheckRunUpdate), author(call));
    return json(checkRunShape(call.world, run));
  }),
  repositoryRoute('get', `${one}/annotations`, read('checks'), (call, repository) => {
    const run = runOf(call, repository);
    return paged(call, run.annotations, (annotation) => annotationShape(call.world, run, annotation));
  }),
  repositoryRoute('get', '/commits/{ref}/check-runs', read('checks'), (call, repository) => {
    const { sha } = commitNamed(repository, param(call, 'ref'));
    return runs(call, repository, (run) => run.suite.headSha === sha);
  }),
  repositoryRoute('get', '/commits/{ref}/check-suites', read('checks'), (call, repository) => {
    const { sha } = commitNamed(repository, param(call, 'ref'));
    const suites = [...repository.checkSuites.values()].filter(({ headSha }) => headSha === sha);
    const wrap = (check_suites: readonly unknown[]) => ({ total_count: suites.length, check_suites });
    return paged(call, suites, (found) => checkSuiteShape(call.world, found), wrap);
  }),
  repositoryRoute('post', '/check-suites', write('checks'), (call, repository) => {
    const { head_sha } = bodyOf(call, z.object({ head_sha: z.string() }));
    const sha = commitForCheck(repository, head_sha);
    const known = [...repository.checkSuites.values()].some(({ headSha }) => headSha === sha);
    return json(checkSuiteShape(call.world, suiteFor(call.world, repository, sha)), known ? 200 : 201);
  }),
  repositoryRoute('get', suite, read('checks'), (call, repository) => {
    return json(checkSuiteShape(call.world, suiteOf(call, repository)));
  }),
  repositoryRoute('get', `${suite}/check-runs`, read('checks'), (call, repository) => {
    const wanted = suiteOf(call, repository);
    return runs(call, repository, (run) => run.suite === wanted);
  }),
];

/** Newest first; of runs with the same name only the latest, unless all are asked for. */
function runs(call: Call, repository: Repository, fits: (run: CheckRun) => boolean) {
  const { searchParams } = call.url;
  const [name, status, appId] = ['check_name', 'status', 'app_id'].map((key) => searchParams.get(key));
  const found = [...repository.checkRuns.values()]
    .filter(fits)
    .filter((run) => name === null || run.name === name)
    .filter((run) => status === null || run.status === status)
    .filter(() => appId === null || appId === String(call.world.app.id))
    .reverse();
  const all = searchParams.get('filter') === 'all';
  const shown = found.filter((run, at) => all || found.findIndex((other) => other.name === run.name) === at);
  const wrap = (check_runs: readonly unknown[]) => ({ total_count: shown.length, check_runs });
  return paged(call, shown, (run) => checkRunShape(call.world, run), wrap);
}

function commitForCheck({ store }: Repository, sha: string): string {
  if (store.find(sha)?.type === 'commit') return sha;
  throw new Refusal(422, `No commit found for SHA: ${sha}`);
}

function runOf(call: Call, { checkRuns }: Repository): CheckRun {
  const run = checkRuns.get(numberParam(call, 'check_run_id'));
  if (run === undefined) throw notFound();
  return run;
}

function suiteOf(call: Call, { checkSuites }: Repository): CheckSuite {
  const found = checkSuites.get(numberParam(call, 'check_suite_id'));
  if (found === undefined) throw notFound();
  return found;
}
