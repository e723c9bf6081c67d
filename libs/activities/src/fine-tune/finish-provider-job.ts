import type { LoadedFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import {
  recordProviderEvents,
  recordProviderJob,
  recordResultMetrics,
  type ProviderJobState,
} from '@understudy/db/fine-tune/record-provider-job';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FineTunePollResult } from '@understudy/domain/fine-tune/fine-tune-contract';
import { parseResultMetrics } from '@understudy/domain/fine-tune/polling/training-metrics';
import type { FineTuneAdapter, ProviderJob } from './adapters/fine-tune-adapter.ts';
import { toCheckpointRow, toEventRow } from './event-rows.ts';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { recordTrainingProgress } from './record-training-progress.ts';

/** A provider's job that has ended, as it was found. */
export type EndedProviderJob = {
  adapter: FineTuneAdapter;
  found: ProviderJob;
  state: ProviderJobState;
  known: ReadonlySet<string>;
};

/** Fetches what an ended job leaves behind: its last events, its checkpoints, its metrics; and stores its end. */
export async function finishProviderJob(
  { database }: FineTuneDependencies,
  reference: FineTuneReference,
  job: LoadedFineTuneJob,
  { adapter, found, state, known }: EndedProviderJob,
  signal: AbortSignal,
): Promise<FineTunePollResult> {
  const { userId, jobId } = reference;
  const events = [...(found.news ?? []), ...(await adapter.events(found.id, known, signal))];
  const checkpoints = await adapter.checkpoints(found.id, signal);
  const results = await resultsOf(adapter, found, signal);
  const { status } = state;
  const outcome = status === 'succeeded' ? 'succeeded' : status === 'cancelled' ? 'cancelled' : 'failed';
  return await database.asUser(userId, async (tx) => {
    const rows = { events: events.map(toEventRow), checkpoints: checkpoints.map(toCheckpointRow) };
    const news = await recordProviderEvents(tx, jobId, rows.events, rows.checkpoints);
    const percent = await recordTrainingProgress(tx, reference, { ...job, status }, news);
    if (results !== null) await recordResultMetrics(tx, jobId, parseResultMetrics(results));
    await recordProviderJob(tx, jobId, state);
    return { state: 'ended', outcome, newEvents: news.length, percent, stuck: false, endSuggested: false };
  });
}

/** The text of the result file. A model is there without its figures, too, so one that is gone is done without. */
async function resultsOf(
  adapter: FineTuneAdapter,
  job: ProviderJob,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    return await adapter.resultText(job, signal);
  } catch (error) {
    if (error instanceof UnderstudyError && !error.retryable) return null;
    throw error;
  }
}
