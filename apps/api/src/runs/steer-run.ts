import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getRun } from '@understudy/db/runs/get-run';
import { lockRun } from '@understudy/db/runs/lock-run';
import { retryRun as reopenRun } from '@understudy/db/runs/retry-run';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { runMessages } from '@understudy/domain/runs/run-contract';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import type { ApiDependencies } from '../dependencies.ts';
import {
  isUpdateTimeout,
  isWorkflowGone,
  orchestratorUnavailable,
  toSteeringError,
  workerUnavailable,
} from './temporal-errors.ts';

/** Milliseconds that a workflow may take to answer an update. */
const updateDeadlineMs = 5_000;

/** Milliseconds in which Temporal's server itself must answer. */
const serverDeadlineMs = 2_000;

/** Which run, asked for by whom. */
export type SteeredRun = { userId: string; runId: string };

/**
 * Cancels a run. A workflow is asked to end, and does so within seconds; a run that has none is ended at once.
 *
 * @throws UnderstudyError `not_found`, `conflict` where the run has ended, `orchestrator_unavailable`
 */
export async function cancelRun(dependencies: ApiDependencies, steered: SteeredRun): Promise<Run> {
  const { temporal } = dependencies;
  const { runId } = steered;
  if ((await readRun(dependencies, steered)).workflowStartedAt === null) {
    await endInDatabase(dependencies, steered);
  }
  const handle = temporal.workflow.getHandle(runId);
  try {
    const { status } = await temporal.withDeadline(Date.now() + serverDeadlineMs, async () => {
      await handle.cancel();
      return handle.describe();
    });
    // Temporal takes the cancellation of a closed workflow without a word, such as of one that an operator terminated.
    if (status.name !== 'RUNNING') await endInDatabase(dependencies, steered);
  } catch (error) {
    if (isWorkflowGone(error)) await endInDatabase(dependencies, steered);
    else if (!(await hasEnded(dependencies, steered))) throw toSteeringError(error);
  }
  return getRunOf(dependencies, steered);
}

/**
 * Pauses or resumes a run, and waits until its workflow has taken note.
 *
 * @throws UnderstudyError `not_found`, `conflict` where the run has ended or not begun, `worker_unavailable`,
 *   `orchestrator_unavailable`
 */
export async function pauseOrResumeRun(
  dependencies: ApiDependencies,
  steered: SteeredRun,
  message: typeof runMessages.pause | typeof runMessages.resume,
): Promise<Run> {
  await updateRun(dependencies, steered, { name: message, participle: `${message}d` });
  return getRunOf(dependencies, steered);
}

/** An update of a run's workflow that takes no input, and what to call it: `resume`, `resumed`. */
export type RunUpdateMessage = { name: string; participle: string };

/**
 * Sends an update to the workflow of a run, and waits until it has taken note.
 *
 * @throws UnderstudyError `not_found`, `conflict` where the run has ended or not begun, `worker_unavailable`,
 *   `orchestrator_unavailable`
 */
export async function updateRun(
  dependencies: ApiDependencies,
  steered: SteeredRun,
  { name, participle }: RunUpdateMessage,
): Promise<void> {
  await readRun(dependencies, steered);
  const { temporal } = dependencies;
  const handle = temporal.workflow.getHandle(steered.runId);
  try {
    await temporal.withDeadline(Date.now() + updateDeadlineMs, () => handle.executeUpdate<unknown, []>(name));
  } catch (error) {
    if (isWorkflowGone(error)) {
      throw new UnderstudyError(
        'conflict',
        `The run cannot be ${participle}: it has not begun yet, or is just ending.`,
        {
          cause: error,
        },
      );
    }
    if (!isUpdateTimeout(error)) throw toSteeringError(error);
    const answers = await temporal
      .withDeadline(Date.now() + serverDeadlineMs, () => handle.describe())
      .catch(() => null);
    throw answers === null ? orchestratorUnavailable(error) : workerUnavailable(error);
  }
}

/**
 * Opens an ended run again and starts its workflow anew.
 *
 * @throws UnderstudyError `not_found`, `conflict` where the run has not ended or has nothing to repeat
 */
export async function retryRun(dependencies: ApiDependencies, steered: SteeredRun): Promise<Run> {
  const { database } = dependencies;
  const { userId, runId } = steered;
  const { attempt } = await database.asUser(userId, (tx) => reopenRun(tx, runId));
  const { kind, avatar_id: avatarId, subject_id: subjectId } = await getRunOf(dependencies, steered);
  dependencies.runStarts.begin({ runId, userId, kind, avatarId, subjectId, attempt });
  return getRunOf(dependencies, steered);
}

async function readRun({ database, runStarts }: ApiDependencies, { userId, runId }: SteeredRun) {
  await runStarts.tried(runId);
  const run = await database.asUser(userId, (tx) => lockRun(tx, runId));
  if (!isEnded(run.status)) return run;
  throw new UnderstudyError('conflict', `The run has ended: it is ${run.status.replaceAll('_', ' ')}.`);
}

async function hasEnded(dependencies: ApiDependencies, steered: SteeredRun): Promise<boolean> {
  return isEnded((await getRunOf(dependencies, steered)).status);
}

async function getRunOf(
  { database, runLinks }: ApiDependencies,
  { userId, runId }: SteeredRun,
): Promise<Run> {
  return database.asUser(userId, (tx) => getRun(tx, runId, runLinks));
}

/** Ends a run that has no workflow. A workflow that is started at the same moment finds the run ended, and stops. */
async function endInDatabase({ database }: ApiDependencies, { userId, runId }: SteeredRun): Promise<void> {
  await database.asUser(userId, async (tx) => {
    const { phase } = await lockRun(tx, runId);
    await appendRunEvent(tx, {
      runId,
      type: 'run_cancelled',
      level: 'warning',
      phase,
      message: 'Cancelled.',
      update: { status: 'cancelled' },
    });
  });
}
