import {
  isEnded,
  type Progress,
  type RunError,
  type RunKind,
  type RunStatus,
} from '@understudy/domain/runs/run';
import type { RunEventLevel, RunEventType } from '@understudy/domain/runs/run-event';
import { and, eq, sql } from 'drizzle-orm';
import { askTogether } from '../ask-together.ts';
import { releaseIfPaidWhenEnded, releaseWhenEnded } from '../budget/release-when-ended.ts';
import type { Transaction } from '../database.ts';
import { followEnrichment } from '../enrichment/follow-enrichment.ts';
import { mine } from '../ownership.ts';
import { runEvents, runs } from '../schema/runs.ts';
import { mirrorImportStatus } from '../training-imports/mirror-import-status.ts';
import { followBuild } from '../training-files/follow-build.ts';
import { logTrainingEvent, mirrorTrainingStatus } from '../training-sessions/mirror-run.ts';
import { announcementOf } from './run-events-channel.ts';
import { toProgress, type RunRow } from './run-mapping.ts';

/** What happened. */
export type RunEventDraft = {
  type: RunEventType;
  level: RunEventLevel;
  /** Left out: the phase that the run is in. */
  phase?: string;
  /** A sentence for people. Becomes the message of the run's progress too. */
  message: string;
  data?: Record<string, unknown>;
  /** Makes a second execution harmless: an event with a key that the run already has is not written again. */
  key?: string;
  update?: RunUpdate;
};

/** What the event changes about its run. Times follow from the status. */
export type RunUpdate = {
  status?: RunStatus;
  /** Items of the phase that are done; 0 where a new phase begins and nothing is said. */
  completed?: number;
  /** Items of the phase; 0 where a new phase begins and nothing is said. */
  total?: number;
  /** Of the whole run, 0–100. */
  percent?: number;
  error?: RunError | null;
};

/** An event with everything it refers to, as its side tables need it. */
export type WrittenRunEvent = RunEventDraft & {
  run: RunRow;
  sequence: number;
  status: RunStatus;
  phase: string;
};

/** An event as a log of its subject keeps it. */
export type LoggedRunEvent = Pick<WrittenRunEvent, 'sequence' | 'level' | 'phase' | 'message' | 'data'> & {
  run: Pick<RunRow, 'id' | 'subjectId' | 'avatarId'>;
};

type SideTable = {
  log?: (tx: Transaction, event: LoggedRunEvent) => Promise<unknown>;
  followStatus?: (tx: Transaction, event: WrittenRunEvent) => Promise<unknown>;
};

/** What else a kind of run does with its events and with a new status. */
const sideTables: Record<RunKind, SideTable> = {
  training_session: { log: logTrainingEvent, followStatus: mirrorTrainingStatus },
  auto_train_batch: { followStatus: releaseWhenEnded },
  knowledge_document: { followStatus: releaseIfPaidWhenEnded },
  training_import: { followStatus: mirrorImportStatus },
  example_examination: {},
  conversation_enrichment: { followStatus: followEnrichment },
  training_file_build: { followStatus: followBuild },
  fine_tune: {},
  fine_tune_batch: {},
};

/** Writes the next event of a run that is locked, and all that follows from it. Returns its sequence number. */
export async function writeRunEvent(tx: Transaction, run: RunRow, draft: RunEventDraft): Promise<number> {
  const sequence = run.lastSequence + 1;
  const status = draft.update?.status ?? run.status;
  const phase = draft.phase ?? run.phase;
  const progress = progressAfter(run, { ...draft, phase }, status);
  const event: WrittenRunEvent = { ...draft, run, sequence, status, phase };
  const { log, followStatus } = sideTables[run.kind];
  await askTogether([
    () => moveRun(tx, event, progress),
    () => insertEvent(tx, event, progress),
    () => log?.(tx, event),
  ]);
  if (status !== run.status) await followStatus?.(tx, event);
  return sequence;
}

async function moveRun(tx: Transaction, event: WrittenRunEvent, progress: Progress): Promise<void> {
  const { run, sequence, status, update } = event;
  await tx
    .update(runs)
    .set({
      ...timesAfter(run, status),
      lastSequence: sequence,
      status,
      phase: progress.phase,
      completed: progress.completed,
      total: progress.total,
      percent: progress.percent,
      message: progress.message,
      ...(update?.error === undefined ? {} : { error: update.error }),
    })
    .where(and(mine(runs), eq(runs.id, run.id)));
}

async function insertEvent(tx: Transaction, event: WrittenRunEvent, progress: Progress): Promise<void> {
  const { run, sequence, type, level, phase, message, data, status, key } = event;
  await tx
    .insert(runEvents)
    .values({
      runId: run.id,
      sequence,
      type,
      level,
      phase,
      message,
      data: data ?? {},
      status,
      progress,
      key: key ?? null,
    })
    .returning({ told: announcementOf(run.id, sequence) });
}

/** What comes in late, from an activity that was given up, is recorded but moves an ended run no more. */
function progressAfter(run: RunRow, draft: RunEventDraft & { phase: string }, status: RunStatus): Progress {
  if (isEnded(run.status) && status === run.status) return toProgress(run);
  const samePhase = draft.phase === run.phase;
  return toProgress({
    phase: draft.phase,
    completed: draft.update?.completed ?? (samePhase ? run.completed : 0),
    total: draft.update?.total ?? (samePhase ? run.total : 0),
    percent: draft.update?.percent ?? run.percent,
    message: draft.message,
    status,
    workedSeconds: run.workedSeconds,
  });
}

function timesAfter(run: RunRow, status: RunStatus) {
  if (status === run.status) return {};
  const now = sql`clock_timestamp()`;
  const firstTime = (column: Date | null) => column ?? now;
  if (status === 'running') {
    return {
      activeSince: firstTime(run.activeSince),
      startedAt: firstTime(run.startedAt),
      workflowStartedAt: firstTime(run.workflowStartedAt),
      finishedAt: null,
    };
  }
  return {
    activeSince: null,
    activeSeconds: run.workedSeconds,
    finishedAt: isEnded(status) ? now : null,
  };
}
