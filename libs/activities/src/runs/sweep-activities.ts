import type { Database } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { lockRun } from '@understudy/db/runs/lock-run';
import { startAndNote } from './start-and-note.ts';
import { listUnfinishedRuns, listUnstartedRuns, type SweptRun } from '@understudy/db/runs/sweep';
import { listAbandonedUploads } from '@understudy/db/uploads/list-abandoned-uploads';
import { purgeRemovedExamples } from '@understudy/db/training-examples/purge-removed-examples';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { discardUpload } from '../storage/discard-upload.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';
import { attemptMemoSchema, createRunStarter } from './run-starter.ts';

/** Seconds for which a request is left to start its own run. */
const graceSeconds = 10;

/** Examples that one sweep deletes for good, so that none takes long; the next one goes on. */
const purgedAtOnce = 5_000;

/**
 * Seconds after which nothing comes of an upload any more. It may be shorter than a very slow upload takes: that one is
 * then refused, and leaves nothing.
 */
const uploadPatienceSeconds = 24 * 60 * 60;

/** What the sweep needs from outside. */
export type SweepDependencies = { database: Database; storage: ObjectStorage; client: Client };

/** Activities that heal what a crash left between the database and Temporal. */
export type SweepActivities = ReturnType<typeof createSweepActivities>;

/** Activities that heal what a crash left between the database and Temporal. */
export function createSweepActivities({ database, storage, client }: SweepDependencies) {
  const starter = createRunStarter({ client });
  return {
    /** Starts runs that have a row and no workflow. */
    async startUnstartedRuns(): Promise<{ started: number }> {
      const runs = await listUnstartedRuns(database, { olderThanSeconds: graceSeconds });
      for (const run of runs) {
        await startAndNote(database, starter, run);
      }
      return { started: runs.length };
    },

    /** Ends runs whose workflow was terminated, timed out or lost, so that none looks alive for ever. */
    async endLostRuns(): Promise<{ ended: number }> {
      let ended = 0;
      for (const run of await listUnfinishedRuns(database)) {
        const lost = await howLost(client, run);
        if (lost === undefined) continue;
        const isRecorded = await database.asUser(run.userId, (tx) => recordLoss(tx, run, lost));
        if (isRecorded) ended += 1;
      }
      return { ended };
    },

    /**
     * Deletes what nobody can want any more: examples that were removed so long ago that nobody can bring them back, and
     * uploads that nothing came of, since the process that received them died.
     */
    async purgeExamples(): Promise<{ purged: number }> {
      const olderThanSeconds = uploadPatienceSeconds;
      for (const upload of await listAbandonedUploads(database, { olderThanSeconds }))
        await discardUpload({ database, storage }, upload);
      return { purged: await purgeRemovedExamples(database, purgedAtOnce) };
    },
  };
}

/** What became of a workflow that ended without telling the database; undefined while it is alive. */
async function howLost(client: Client, run: SweptRun): Promise<string | undefined> {
  try {
    const { status, memo } = await client.workflow.getHandle(run.runId).describe();
    // The execution of an earlier attempt says nothing: a retry is on its way.
    if (attemptMemoSchema.parse(memo).attempt < run.attempt) return undefined;
    return status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW'
      ? undefined
      : status.name.toLowerCase();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'lost';
    throw error;
  }
}

/** @returns false for a run that no workflow was started for yet: it is not lost, but about to begin */
async function recordLoss(
  tx: Parameters<typeof appendRunEvent>[0],
  { runId, attempt }: SweptRun,
  how: string,
): Promise<boolean> {
  const run = await lockRun(tx, runId);
  if (run.workflowStartedAt === null || run.attempt !== attempt) return false;
  const message = `The workflow was ${how.replaceAll('_', ' ')} in Temporal. Retry the run; what is done already is kept.`;
  await appendRunEvent(tx, {
    runId,
    type: 'run_failed',
    level: 'error',
    message,
    key: `${attempt}:lost`,
    update: { status: 'failed', error: { code: 'internal_error', message, phase: null } },
  });
  return true;
}
