import type { Cell, Table } from '../report/table.ts';
import type { Polls } from './count-polls.ts';

/** What was measured while so many jobs were under way. */
export interface FineTuneMeasurement {
  readonly jobs: number;
  /** Seconds that are to lie between two looks at a job. */
  readonly intervalSeconds: number;
  /** From the first request until all were training, and from the end of their training until all runs had ended. */
  readonly startMs: number;
  readonly finishMs: number;
  /** How long it was polled, and what the provider was asked meanwhile. */
  readonly pollingMs: number;
  readonly polls: Polls;
  /** Processor time of the worker while it polled; null where it is not known. */
  readonly workerProcessorMs: number | null;
  /** Share of all processors' time that anybody used meanwhile, 0–1. */
  readonly processorsBusy: number;
  /** Most resident memory of the worker, in megabytes, in each part; null where it is not known. */
  readonly memory: Readonly<Record<'starting' | 'polling' | 'finishing', number | null>>;
}

/** Calls that are allowed in the time that was measured: one for each job and interval. */
export function allowedCalls({ jobs, intervalSeconds, pollingMs }: FineTuneMeasurement): number {
  return (jobs * pollingMs) / 1_000 / intervalSeconds;
}

/** Each figure beside its limit. */
export function limitsTable(measured: FineTuneMeasurement, mostMegabytes: number): Table {
  const { intervalSeconds, polls, memory } = measured;
  const allowed = allowedCalls(measured);
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
  const row = (what: string, figure: string, limit: string, ratio: Cell) => ({ what, figure, limit, ratio });
  const memoryRow = (what: string, megabytes: number | null) =>
    row(
      `worker’s peak memory, ${what}`,
      megabytes === null ? '–' : `${megabytes.toFixed(0)} MB`,
      `${String(mostMegabytes)} MB`,
      megabytes === null ? null : megabytes / mostMegabytes,
    );
  const gap = `${String(intervalSeconds)} s at least`;
  return {
    name: 'limits',
    title: `${measured.jobs.toLocaleString('en')} jobs at once, one worker`,
    columns: [
      { key: 'what', heading: 'what', unit: 'text' },
      { key: 'figure', heading: 'measured', unit: 'text' },
      { key: 'limit', heading: 'limit', unit: 'text' },
      { key: 'ratio', heading: '÷ limit', unit: 'ratio' },
    ],
    rows: [
      row(
        `provider calls in ${seconds(measured.pollingMs)}`,
        polls.calls.toLocaleString('en'),
        `${allowed.toFixed(0)} (one per job and interval)`,
        polls.calls / allowed,
      ),
      row(
        'two looks at one job, the closest',
        seconds(polls.shortestGapMs),
        gap,
        (intervalSeconds * 1_000) / polls.shortestGapMs,
      ),
      row(
        'two looks at one job, mean',
        seconds(polls.meanGapMs),
        gap,
        (intervalSeconds * 1_000) / polls.meanGapMs,
      ),
      memoryRow('preparing, uploading, creating', memory.starting),
      memoryRow('polling', memory.polling),
      memoryRow('ending', memory.finishing),
    ],
  };
}

/** How long the parts took, and what they cost. */
export function timesTable(measured: FineTuneMeasurement): Table {
  const { jobs, startMs, finishMs, pollingMs, workerProcessorMs, processorsBusy } = measured;
  const perSecond = (ms: number): number => (jobs * 1_000) / ms;
  return {
    name: 'times',
    title: 'Times',
    columns: [
      { key: 'part', heading: 'part', unit: 'text' },
      { key: 'ms', heading: 'time', unit: 'ms' },
      { key: 'rate', heading: 'jobs', unit: 'per_second' },
      { key: 'worker', heading: 'worker’s processor', unit: 'share' },
      { key: 'machine', heading: 'processors busy', unit: 'share' },
    ],
    rows: [
      {
        part: 'from the first request until all train',
        ms: startMs,
        rate: perSecond(startMs),
        worker: null,
        machine: null,
      },
      {
        part: 'polling',
        ms: pollingMs,
        rate: null,
        worker: workerProcessorMs === null ? null : workerProcessorMs / pollingMs,
        machine: processorsBusy,
      },
      {
        part: 'from the end of training until all have ended',
        ms: finishMs,
        rate: perSecond(finishMs),
        worker: null,
        machine: null,
      },
    ],
  };
}
