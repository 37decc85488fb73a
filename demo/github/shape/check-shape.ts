import type { Annotation, CheckRun, CheckSuite } from '../world/check.ts';
import type { World } from '../world/world.ts';
import { appShape } from './app-shape.ts';
import { headCommitShape } from './commit-shape.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import { nodeId } from './node-id.ts';
import { pullRequestMinimalShape } from './pull-request-shape.ts';
import { repositoryShape } from './repository-shape.ts';
import { repositoryApiUrl, repositoryPage } from './urls.ts';

export function checkRunShape(world: World, run: CheckRun) {
  const { id, suite, name, output, annotations } = run;
  const { repository, headSha } = suite;
  const url = `${repositoryApiUrl(world, repository)}/check-runs/${id}`;
  return {
    id,
    name,
    node_id: nodeId('CheckRun', id),
    head_sha: headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: `${repositoryPage(world, repository)}/runs/${id}`,
    details_url: run.detailsUrl ?? 'https://example.com',
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: isoTimeOrNull(run.startedAt),
    completed_at: isoTimeOrNull(run.completedAt),
    output: {
      title: output.title ?? null,
      summary: output.summary ?? null,
      text: output.text ?? null,
      annotations_count: annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suite.id },
    app: appShape(world),
    pull_requests: pullRequestsOf(world, suite),
  };
}

/** As webhooks carry a suite: without what the payload says beside it. */
export function checkSuiteEventShape(world: World, suite: CheckSuite) {
  const { repository, ...shape } = checkSuiteShape(world, suite);
  return shape;
}

/** As webhooks carry a run: its suite with it. */
export function checkRunEventShape(world: World, run: CheckRun) {
  const { head_commit, latest_check_runs_count, check_runs_url, ...suite } = checkSuiteEventShape(
    world,
    run.suite,
  );
  return { ...checkRunShape(world, run), check_suite: suite };
}

export function checkSuiteShape(world: World, suite: CheckSuite) {
  const { id, repository, headSha, createdAt } = suite;
  const url = `${repositoryApiUrl(world, repository)}/check-suites/${id}`;
  const runs = [...repository.checkRuns.values()].filter((run) => run.suite === suite);
  const done = runs.length > 0 && runs.every(({ status }) => status === 'completed');
  const commit = repository.store.commit(headSha);
  const failed = runs.some(({ conclusion }) => conclusion === 'failure');
  return {
    id,
    node_id: nodeId('CheckSuite', id),
    head_branch: suite.headBranch ?? null,
    head_sha: headSha,
    status: done ? 'completed' : 'queued',
    conclusion: done ? (failed ? 'failure' : 'success') : null,
    url,
    before: commit.parents[0] ?? null,
    after: headSha,
    pull_requests: pullRequestsOf(world, suite),
    app: appShape(world),
    created_at: isoTime(createdAt),
    updated_at: isoTime(createdAt),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    head_commit: headCommitShape(headSha, commit),
    repository: repositoryShape(world, repository),
  };
}

export function annotationShape(world: World, { suite }: CheckRun, annotation: Annotation) {
  const { path, start_line, end_line, start_column, end_column, annotation_level, message } = annotation;
  const page = repositoryPage(world, suite.repository);
  return {
    path,
    blob_href: `${page}/blob/${suite.headSha}/${encodeURIComponent(path)}`,
    start_line,
    end_line,
    start_column: start_column ?? null,
    end_column: end_column ?? null,
    annotation_level,
    title: annotation.title ?? null,
    message,
    raw_details: annotation.raw_details ?? null,
  };
}

/** Empty for a fork's, as on GitHub: only branches of the repository itself count. */
function pullRequestsOf(world: World, { repository, headSha }: CheckSuite) {
  return [...repository.pulls.values()]
    .filter(({ head, state }) => state === 'open' && head.sha === headSha && head.repository === repository)
    .map((pull) => pullRequestMinimalShape(world, pull));
}
