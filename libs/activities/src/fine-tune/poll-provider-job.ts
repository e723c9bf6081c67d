import { listLatestEventIds } from '@understudy/db/fine-tune/list-fine-tune-details';
import { loadFineTuneJob, type LoadedFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import {
  recordProviderEvents,
  recordProviderJob,
  setFineTuneStatus,
  setStuck,
} from '@understudy/db/fine-tune/record-provider-job';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FineTunePollResult } from '@understudy/domain/fine-tune/fine-tune-contract';
import {
  fineTuneStatusSchema,
  isFineTuneEnded,
  type FineTuneStatus,
} from '@understudy/domain/fine-tune/fine-tune-status';
import { isStuck } from '@understudy/domain/fine-tune/polling/stuck';
import type { ProviderCheckpoint, ProviderEvent } from './adapters/fine-tune-adapter.ts';
import { toCheckpointRow, toEventRow } from './event-rows.ts';
import { finishProviderJob } from './finish-provider-job.ts';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { stateOf } from './provider-job-state.ts';
import { recordTrainingProgress } from './record-training-progress.ts';

/** In a round of looks, the job itself is asked for first, then its checkpoints, and then only what is new in its events. */
const looksInRound = 6;

/** Words of events that come with an end. */
const endWords = /completed|succeeded|failed|cancel|error|new fine-tuned model/i;

/** Where the provider does not train by itself, the end comes from the person who has trained and names the model. */
const modelNamed: FineTunePollResult = {
  state: 'ended',
  outcome: 'succeeded',
  newEvents: 0,
  percent: 100,
  stuck: false,
  endSuggested: false,
};

/** A person who trains takes hours or days, and what they do is said by a signal; a look is for one that was lost. */
const personSeconds = 600;

/** What one call has found. */
type Look = {
  status: FineTuneStatus;
  /** Null where they were not asked for. */
  events: ProviderEvent[] | null;
  /** What came with the job itself. */
  news: readonly ProviderEvent[];
  checkpoints: ProviderCheckpoint[];
};

/**
 * One look at the provider's job, by one call. What is new is stored once, by the provider's own IDs. When the job has
 * ended, everything that is left to fetch is fetched.
 */
export async function pollProviderJob(
  dependencies: FineTuneDependencies,
  reference: FineTuneReference & { look: number },
  signal: AbortSignal,
): Promise<FineTunePollResult> {
  const { database, fineTuning } = dependencies;
  const { userId, jobId, look } = reference;
  const { job, known } = await database.asUser(userId, async (tx) => ({
    job: await loadFineTuneJob(tx, jobId),
    known: new Set(await listLatestEventIds(tx, jobId)),
  }));
  const { providerJobId: id } = job;
  if (id === null) throw new UnderstudyError('internal_error', 'The provider has no job yet.');
  const adapter = fineTuning.adapterFor(job.provider);
  const status = fineTuneStatusSchema.parse(job.status);
  if (status === 'awaiting_model' && job.fineTunedModel !== null) {
    await database.asUser(userId, (tx) => setFineTuneStatus(tx, jobId, 'succeeded'));
    return modelNamed;
  }
  const turn = status === 'running' ? look % looksInRound : 0;
  const askEvents = () => adapter.events(id, known, signal);
  if (turn === 1) {
    const checkpoints = await adapter.checkpoints(id, signal);
    return await recordQuiet(dependencies, reference, job, { status, checkpoints, news: [] }, askEvents);
  }
  if (turn > 1) {
    const events = await askEvents();
    return await record(dependencies, reference, job, { status, events, news: [], checkpoints: [] });
  }
  const found = await adapter.retrieve(id, signal);
  const state = stateOf(job, found);
  if (isFineTuneEnded(state.status)) {
    return await finishProviderJob(dependencies, reference, job, { adapter, found, state, known }, signal);
  }
  await database.asUser(userId, (tx) => recordProviderJob(tx, jobId, state));
  const seen = { ...job, estimatedFinish: state.estimatedFinish };
  const isAwaited = state.status === 'awaiting_model';
  const quiet = { status: state.status, checkpoints: [], news: found.news ?? [] };
  const result = await recordQuiet(dependencies, reference, seen, quiet, askEvents);
  return isAwaited ? { ...result, nextLookSeconds: Math.max(personSeconds, fineTuning.pollSeconds) } : result;
}

/** Records a look that has not asked for events. Before somebody is told that nothing was heard, they are asked for. */
async function recordQuiet(
  dependencies: FineTuneDependencies,
  reference: FineTuneReference,
  job: LoadedFineTuneJob,
  look: Omit<Look, 'events'>,
  askEvents: () => Promise<ProviderEvent[]>,
): Promise<FineTunePollResult> {
  const result = await record(dependencies, reference, job, { ...look, events: null });
  if (!result.stuck || job.stuckSince !== null) return result;
  return await record(dependencies, reference, job, { ...look, events: await askEvents() });
}

async function record(
  { database, fineTuning }: FineTuneDependencies,
  reference: FineTuneReference,
  job: LoadedFineTuneJob,
  { status, events, news: told, checkpoints }: Look,
): Promise<FineTunePollResult> {
  const { userId, jobId } = reference;
  const { stuckAfterSeconds } = fineTuning;
  return await database.asUser(userId, async (tx) => {
    const rows = {
      events: [...told, ...(events ?? [])].map(toEventRow),
      checkpoints: checkpoints.map(toCheckpointRow),
    };
    const news = await recordProviderEvents(tx, jobId, rows.events, rows.checkpoints);
    const percent = await recordTrainingProgress(tx, reference, { ...job, status }, news);
    const nowMs = Date.now();
    const heardAt = job.lastEventAt ?? job.creationAttemptedAt ?? job.createdAt;
    const lastEventAtMs = news.length > 0 ? nowMs : heardAt.getTime();
    const stuck = isStuck({ status, lastEventAtMs, nowMs, stuckAfterSeconds });
    if (stuck && events !== null && job.stuckSince === null) {
      await setStuck(tx, jobId, new Date(lastEventAtMs));
    }
    return {
      state: status === 'paused' ? 'paused' : 'ongoing',
      outcome: null,
      newEvents: news.length,
      percent,
      stuck,
      endSuggested: news.some(({ message }) => endWords.test(message)),
    };
  });
}
