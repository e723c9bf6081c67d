import type { Table } from '../report/table.ts';
import type { BatchMeasurement, Crash } from './measuring/measure-batch.ts';
import type { MemoryCourse } from './measuring/memory-course.ts';
import type { WorkflowHistory } from './measuring/workflow-histories.ts';
import { megabytes } from './scenarios/bench-parts.ts';
import type { MeasuredSystem } from './systems/measured-system.ts';

/** A system's line in a comparison. */
export interface ComparisonRow extends Omit<BatchMeasurement, 'ratio'> {
  readonly system: MeasuredSystem;
  readonly ratio: number;
  readonly worstRatio: number;
  /** Temporal activities for each example; null where there is no Temporal. */
  readonly activities: number | null;
}

/** A system's line about its kill. */
export type CrashRow = BatchMeasurement & Crash & { readonly system: MeasuredSystem };

/** Systems beside each other, undisturbed. */
export function comparisonTable(rows: readonly ComparisonRow[]): Table {
  return {
    name: 'comparison',
    title: 'Time and memory',
    columns: [
      { key: 'system', heading: 'system', unit: 'text' },
      { key: 'time', heading: 'time', unit: 'ms' },
      { key: 'calls', heading: 'calls', unit: 'count' },
      { key: 'ratio', heading: '÷ ideal', unit: 'ratio' },
      { key: 'worst_ratio', heading: 'worst', unit: 'ratio' },
      { key: 'peak_memory', heading: 'peak memory', unit: 'megabytes' },
      { key: 'processor_time', heading: 'processor time', unit: 'ms' },
      { key: 'lost', heading: 'rows lost', unit: 'count' },
      { key: 'doubled', heading: 'doubled', unit: 'count' },
      { key: 'activities', heading: 'activities an example', unit: 'decimal' },
    ],
    rows: rows.map(({ system, worstRatio, peakBytes, processorMs, ms, ...same }) => ({
      system: system.title,
      time: ms,
      calls: same.calls,
      ratio: same.ratio,
      worst_ratio: worstRatio,
      peak_memory: megabytes(peakBytes),
      processor_time: processorMs,
      lost: same.lost,
      doubled: same.doubled,
      activities: same.activities,
    })),
  };
}

/** Systems beside each other, killed at half. */
export function crashTable(rows: readonly CrashRow[]): Table {
  return {
    name: 'crash',
    title: 'kill -9 at half',
    columns: [
      { key: 'system', heading: 'system', unit: 'text' },
      { key: 'time', heading: 'time in all', unit: 'ms' },
      { key: 'done_after_kill', heading: 'done after kill', unit: 'ms' },
      { key: 'calls', heading: 'calls', unit: 'count' },
      { key: 'cut_off', heading: 'cut off', unit: 'count' },
      { key: 'repeated', heading: 'repeated', unit: 'count' },
      { key: 'lost', heading: 'rows lost', unit: 'count' },
      { key: 'doubled', heading: 'doubled', unit: 'count' },
      { key: 'peak_memory', heading: 'peak memory', unit: 'megabytes' },
    ],
    rows: rows.map(({ system, ms, doneAfterKillMs, calls, cutOff, repeated, lost, doubled, peakBytes }) => ({
      system: system.title,
      time: ms,
      done_after_kill: doneAfterKillMs,
      calls,
      cut_off: cutOff,
      repeated,
      lost,
      doubled,
      peak_memory: megabytes(peakBytes),
    })),
  };
}

/** What the product does on its own account. */
export function throughputTable(
  examples: number,
  { ms, calls, processorMs, lost, doubled }: BatchMeasurement,
  processorUse: number,
): Table {
  return {
    name: 'throughput',
    title: 'At zero latency',
    columns: [
      { key: 'examples', heading: 'examples', unit: 'count' },
      { key: 'time', heading: 'time', unit: 'ms' },
      { key: 'per_second', heading: 'examples', unit: 'per_second' },
      { key: 'calls', heading: 'calls', unit: 'count' },
      { key: 'processor_time', heading: "worker's processor time", unit: 'ms' },
      { key: 'lost', heading: 'rows lost', unit: 'count' },
      { key: 'doubled', heading: 'doubled', unit: 'count' },
      { key: 'processor_use', heading: 'processors busy', unit: 'share' },
    ],
    rows: [
      {
        examples,
        time: ms,
        per_second: (examples * 1000) / ms,
        calls,
        processor_time: processorMs,
        lost,
        doubled,
        processor_use: processorUse,
      },
    ],
  };
}

/** Whether the memory of the worker grows with the examples that it has made. */
export function memoryTable(course: MemoryCourse | null, peakBytes: number | null): Table {
  return {
    name: 'memory',
    title: 'Resident memory of the worker',
    columns: [
      { key: 'before', heading: 'before', unit: 'megabytes' },
      { key: 'second_quarter', heading: 'second quarter', unit: 'megabytes' },
      { key: 'last_quarter', heading: 'last quarter', unit: 'megabytes' },
      { key: 'peak', heading: 'peak', unit: 'megabytes' },
    ],
    rows: [
      {
        before: megabytes(course?.before ?? null),
        second_quarter: megabytes(course?.secondQuarter ?? null),
        last_quarter: megabytes(course?.lastQuarter ?? null),
        peak: megabytes(peakBytes),
      },
    ],
  };
}

/** What a batch leaves in Temporal, one line for each execution of its workflow. */
export function historiesTable(histories: readonly WorkflowHistory[]): Table {
  return {
    name: 'histories',
    title: 'Histories of the workflow, in the order of its executions',
    columns: [
      { key: 'execution', heading: 'execution', unit: 'count' },
      { key: 'events', heading: 'events', unit: 'count' },
      { key: 'size', heading: 'size', unit: 'megabytes' },
      { key: 'activities', heading: 'activities', unit: 'count' },
    ],
    rows: histories.map(({ events, bytes, activities }, index) => ({
      execution: index + 1,
      events,
      size: megabytes(bytes),
      activities,
    })),
  };
}
