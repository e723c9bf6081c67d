import {
  isEnded,
  progressSchema,
  runErrorSchema,
  runKindSchema,
  type Progress,
  type Run,
} from '@understudy/domain/runs/run';
import type { RunEvent } from '@understudy/domain/runs/run-event';
import { estimateSecondsLeft } from '@understudy/domain/runs/time-left';
import { getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type runEvents, runs } from '../schema/runs.ts';

/** Columns to select for `toRun`. Time worked is measured by the clock of the database, the only one all share. */
export const runColumns = {
  ...getTableColumns(runs),
  workedSeconds:
    sql<number>`${runs.activeSeconds} + coalesce(extract(epoch from clock_timestamp() - ${runs.activeSince})::float8, 0)`.as(
      'worked_seconds',
    ),
};

/** A run as selected with `runColumns`. */
export type RunRow = typeof runs.$inferSelect & { workedSeconds: number };

/** What the links of a run are made from. */
export type LinkedRun = Pick<Run, 'id' | 'kind' | 'subject_id' | 'avatar_id'>;

/** Makes the links of a run. Only the API knows its addresses, so it hands this in. */
export type RunLinks = (run: LinkedRun) => Run['links'];

/** Progress of a run, with the seconds left at the pace so far; null for a run that ended early. */
export function toProgress(
  run: Omit<Progress, 'eta_seconds'> & Pick<RunRow, 'status' | 'workedSeconds'>,
): Progress {
  const { phase, completed, total, percent, message, status, workedSeconds } = run;
  const unknown = isEnded(status) && percent < 100;
  return {
    phase,
    completed,
    total,
    percent,
    eta_seconds: unknown ? null : estimateSecondsLeft(workedSeconds, percent),
    message,
  };
}

/** A run as the API shows it. */
export function toRun(row: RunRow, links: RunLinks): Run {
  const linked: LinkedRun = {
    id: row.id,
    kind: runKindSchema.parse(row.kind),
    subject_id: row.subjectId,
    avatar_id: row.avatarId,
  };
  return {
    ...linked,
    status: row.status,
    title: row.title,
    attempt: row.attempt,
    simulated_provider: row.simulatedProvider,
    progress: toProgress(row),
    error: runErrorSchema.nullable().parse(row.error),
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    links: links(linked),
  };
}

const eventDataSchema = z.record(z.string(), z.json());

/** An event as the API shows it. */
export function toRunEvent(row: typeof runEvents.$inferSelect): RunEvent {
  return {
    run_id: row.runId,
    sequence: row.sequence,
    type: row.type,
    level: row.level,
    phase: row.phase,
    message: row.message,
    data: eventDataSchema.parse(row.data),
    status: row.status,
    progress: progressSchema.parse(row.progress),
    created_at: row.createdAt.toISOString(),
  };
}
