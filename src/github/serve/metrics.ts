import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Queue } from '../queue/queue.ts';
import type { WorkResult } from './work.ts';

export interface Metrics {
  readonly registry: Registry;
  /** `event` must be one of few. */
  delivery(event: string, result: string): void;
  job(kind: string, outcome: string, seconds: number): void;
  found(result: WorkResult): void;
}

/** What Prometheus is told, counted from the start of this process; the depth of the queue is that of all processes. */
export function metricsOf(queue: Pick<Queue, 'depths'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const deliveries = new Counter({
    name: 'codepurify_deliveries_total',
    help: 'Webhook deliveries, by event and by what became of them',
    labelNames: ['event', 'result'],
    registers,
  });
  const jobs = new Counter({
    name: 'codepurify_jobs_total',
    help: 'Tries of jobs, by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const jobSeconds = new Histogram({
    name: 'codepurify_job_seconds',
    help: 'Time that a try of a job took, in seconds',
    labelNames: ['kind'],
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900],
    registers,
  });
  const findings = new Counter({
    name: 'codepurify_findings_total',
    help: 'Poisoned functions found',
    registers,
  });
  const inspected = new Counter({
    name: 'codepurify_functions_inspected_total',
    help: 'Functions inspected',
    registers,
  });
  const skipped = new Counter({
    name: 'codepurify_functions_skipped_total',
    help: 'Functions skipped, by reason',
    labelNames: ['reason'],
    registers,
  });
  new Gauge({
    name: 'codepurify_queue_depth',
    help: 'Jobs in the queue; those in "dead" were given up',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      for (const { queue: name, waiting, running } of await queue.depths()) {
        this.set({ queue: name, state: 'waiting' }, waiting);
        this.set({ queue: name, state: 'running' }, running);
      }
    },
  });
  return {
    registry,
    delivery: (event, result) => deliveries.inc({ event, result }),
    job(kind, outcome, seconds) {
      jobs.inc({ kind, outcome });
      jobSeconds.observe({ kind }, seconds);
    },
    found(result) {
      findings.inc(result.findings ?? 0);
      inspected.inc(result.inspected ?? 0);
      for (const [reason, count] of Object.entries(result.skipped ?? {})) skipped.inc({ reason }, count);
    },
  };
}
