import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import { lockRun } from '@understudy/db/runs/lock-run';
import { markFileScanned } from '@understudy/db/training-sessions/mark-file-scanned';
import { recordFileExtracted } from '@understudy/db/training-sessions/record-file-extracted';
import { listSessionFiles, recordFileFailed } from '@understudy/db/training-sessions/session-files';
import type { TrainingSessionFileRow } from '@understudy/db/training-sessions/session-mapping';
import { problemDefinitions } from '@understudy/domain/errors/problem-code';
import { isFinal } from '@understudy/domain/errors/retry-rule';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded } from '@understudy/domain/runs/run';
import { percentOfTraining } from '@understudy/domain/training-sessions/training-session-contract';
import { runLane } from '../runs/lane.ts';
import type { ExtractedFile } from './extracted-file.ts';
import { readPicture } from './read-picture.ts';
import { readTextFile } from './read-text-file.ts';
import { recordPhaseStart } from './record-phase.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

/** What a lane is told by the activity that it runs in. */
export type LaneContext = { signal: AbortSignal; activityAttempt: number };

const phase = 'text_extraction';

/** Faults that lie in one file: that file is noted as failed, and the others go on. */
const faultsOfOneFile: ReadonlySet<string> = new Set([
  'not_found',
  'file_unreadable',
  'file_too_complex',
  'file_without_text',
  'no_conversation',
  'single_speaker',
  'provider_refused_content',
  'provider_request_rejected',
  'provider_answer_invalid',
]);

/** How many files are left to read, by what it takes to read them. */
export type FilesLeft = { texts: number; pictures: number };

/** Begins the phase, and counts the files that are left to read. */
export async function listFilesToExtract(
  { database }: TrainingDependencies,
  reference: TrainingReference,
): Promise<FilesLeft> {
  return await database.asUser(reference.userId, async (tx) => {
    const files = await listSessionFiles(tx, reference.trainingSessionId);
    const message = files.length === 0 ? 'No files; the instructions alone are used.' : 'Reading the files.';
    await recordPhaseStart(tx, reference, phase, message, files.length);
    return countLeft(files);
  });
}

function countLeft(files: readonly TrainingSessionFileRow[]): FilesLeft {
  const pending = files.filter(({ status }) => status === 'pending');
  const pictures = pending.filter(needsVision).length;
  return { texts: pending.length - pictures, pictures };
}

/** The lane of texts, JSON and PDFs with a text layer. Comes back early when the run is paused, with what is left. */
export async function extractTexts(
  dependencies: TrainingDependencies,
  reference: TrainingReference,
  context: LaneContext,
): Promise<FilesLeft> {
  const { storage, database, windows } = dependencies;
  return await extractLane(dependencies, reference, context, {
    window: windows.text,
    mine: (file) => !needsVision(file),
    async read(file, signal) {
      const reading = await readTextFile(file, storage, signal);
      if (!reading.scanned) return reading.file;
      await database.asUser(reference.userId, (tx) => markFileScanned(tx, file.id, reading.pageCount));
      return undefined;
    },
  });
}

/** The lane of screenshots and scanned PDFs, which the vision model reads. Comes back like the other. */
export async function extractPictures(
  dependencies: TrainingDependencies,
  reference: TrainingReference,
  context: LaneContext,
): Promise<FilesLeft> {
  return await extractLane(dependencies, reference, context, {
    window: dependencies.windows.vision,
    mine: needsVision,
    read: (file, signal) => readPicture(dependencies, reference, file, signal),
  });
}

function needsVision({ kind, extractionMethod }: TrainingSessionFileRow): boolean {
  return kind === 'image' || extractionMethod === 'vision';
}

async function extractLane(
  { database }: TrainingDependencies,
  reference: TrainingReference,
  { signal, activityAttempt }: LaneContext,
  lane: {
    window: number;
    mine: (file: TrainingSessionFileRow) => boolean;
    /** Undefined: the file turned out to belong to the other lane. */
    read: (file: TrainingSessionFileRow, signal: AbortSignal) => Promise<ExtractedFile | undefined>;
  },
): Promise<FilesLeft> {
  const { userId, runId, trainingSessionId } = reference;
  const files = await database.asUser(userId, (tx) => listSessionFiles(tx, trainingSessionId));
  const extractOne = async (file: TrainingSessionFileRow, abortSignal: AbortSignal) => {
    try {
      const extracted = await lane.read(file, abortSignal);
      if (extracted === undefined) return;
      await database.asUser(userId, (tx) => recordExtracted(tx, reference, file, extracted));
    } catch (error) {
      if (!isFaultOfFile(error, activityAttempt)) throw error;
      await database.asUser(userId, (tx) => recordFailed(tx, reference, file, error));
    }
  };
  await runLane({
    items: files.filter((file) => file.status === 'pending' && lane.mine(file)),
    window: lane.window,
    signal,
    mayStartNext: async () => (await database.asUser(userId, (tx) => getRunStatus(tx, runId))) === 'running',
    async work(file, abortSignal) {
      try {
        await extractOne(file, abortSignal);
      } catch (error) {
        if (!isLate(error)) throw error;
      }
    },
  });
  return countLeft(await database.asUser(userId, (tx) => listSessionFiles(tx, trainingSessionId)));
}

function isFaultOfFile(error: unknown, activityAttempt: number): error is UnderstudyError {
  return (
    error instanceof UnderstudyError &&
    faultsOfOneFile.has(error.code) &&
    isFinal(error.code, activityAttempt)
  );
}

async function recordExtracted(
  tx: Transaction,
  reference: TrainingReference,
  file: TrainingSessionFileRow,
  extracted: ExtractedFile,
): Promise<void> {
  const { recorded } = await recordFileExtracted(tx, { fileId: file.id, ...extracted });
  if (!recorded) return;
  await refuseLate(tx, reference);
  const messages = extracted.conversations.flatMap((conversation) => conversation.messages);
  const speakerCount = new Set(messages.map(({ speaker }) => speaker)).size;
  await appendRunEvent(tx, {
    runId: reference.runId,
    type: 'item_completed',
    level: extracted.warnings.length > 0 ? 'warning' : 'info',
    phase,
    message: [
      `“${file.name}”: ${messages.length.toLocaleString('en')} messages of ${speakerCount} people.`,
      ...extracted.warnings,
    ].join(' '),
    data: {
      file_id: file.id,
      file: file.name,
      message_count: messages.length,
      speaker_count: speakerCount,
      method: extracted.extractionMethod,
    },
    key: `file:${file.id}:extracted`,
    update: await progressOfFiles(tx, reference),
  });
}

async function recordFailed(
  tx: Transaction,
  reference: TrainingReference,
  file: TrainingSessionFileRow,
  { code, message }: UnderstudyError,
): Promise<void> {
  const text = message.includes(file.name) ? message : `“${file.name}”: ${message}`;
  await recordFileFailed(tx, file.id, { code, message: text });
  await refuseLate(tx, reference);
  await appendRunEvent(tx, {
    runId: reference.runId,
    type: 'item_failed',
    level: 'warning',
    phase,
    message: text,
    data: { file_id: file.id, file: file.name, code, title: problemDefinitions[code].title },
    key: `${reference.attempt}:file:${file.id}:failed`,
    update: await progressOfFiles(tx, reference),
  });
}

/**
 * Takes the transaction back when the run has ended meanwhile: Temporal may give up an attempt that goes on working, and
 * after its end a run's log stays as people saw it. What was paid for is recorded; a retry finds it.
 *
 * @throws UnderstudyError `conflict`
 */
async function refuseLate(tx: Transaction, { runId }: TrainingReference): Promise<void> {
  const { status } = await lockRun(tx, runId);
  if (isEnded(status)) throw new UnderstudyError('conflict', 'The run has ended meanwhile.');
}

function isLate(error: unknown): boolean {
  return error instanceof UnderstudyError && error.code === 'conflict';
}

async function progressOfFiles(tx: Transaction, { trainingSessionId }: TrainingReference) {
  const files = await listSessionFiles(tx, trainingSessionId);
  const completed = files.filter(({ status }) => status !== 'pending').length;
  return { completed, total: files.length, percent: percentOfTraining(phase, completed, files.length) };
}
