import { getAvatar } from '@understudy/db/avatars/get-avatar';
import type { Database } from '@understudy/db/database';
import { getActiveModel } from '@understudy/db/fine-tune/active-model';
import { findJobOfModel, type JobOfModel } from '@understudy/db/fine-tune/find-job-of-model';
import {
  listAvatarsWithModels,
  type AvatarWithModel,
} from '@understudy/db/model-shutdowns/list-avatars-with-models';
import { setModelShutdown } from '@understudy/db/model-shutdowns/set-model-shutdown';
import { insertNotification } from '@understudy/db/notifications/notifications';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { findShutdown } from '@understudy/domain/model-shutdowns/known-shutdowns';
import type { ShutdownWatchResult } from '@understudy/domain/model-shutdowns/shutdown-watch';
import { composeWarning, dueWarning } from '@understudy/domain/model-shutdowns/shutdown-warning';
import { availableModels } from '../chat/available-models.ts';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';

/** What the watcher needs from outside. */
export type ShutdownWatchDependencies = {
  database: Database;
  fineTuning: FineTuneSettings;
  /** The installation's default model for chats. */
  defaultModel: string;
};

/** Avatars that are looked at in one go. */
const pageSize = 200;

/**
 * Looks at every avatar that answers with a tuned model: asks the model's provider whether it is about to shut it down,
 * and warns the owner 30, 7 and 1 days before and on the day, once each. A model that the provider does not know any more
 * counts as shut down from today on; one that it knows again is used again.
 *
 * @param now by which days are counted
 */
export async function watchShutdowns(
  dependencies: ShutdownWatchDependencies,
  now: Date,
  signal: AbortSignal,
): Promise<ShutdownWatchResult> {
  const result: ShutdownWatchResult = { looked: 0, warned: 0 };
  let after: string | null = null;
  for (;;) {
    const page: AvatarWithModel[] = await listAvatarsWithModels(dependencies.database, after, pageSize);
    for (const avatar of page) {
      signal.throwIfAborted();
      result.looked += 1;
      if (await watchAvatar(dependencies, avatar, now, signal)) result.warned += 1;
    }
    after = page.at(-1)?.avatarId ?? null;
    if (page.length < pageSize) return result;
  }
}

async function watchAvatar(
  dependencies: ShutdownWatchDependencies,
  { userId, avatarId }: AvatarWithModel,
  now: Date,
  signal: AbortSignal,
): Promise<boolean> {
  const { database, fineTuning, defaultModel } = dependencies;
  const found = await database.asUser(userId, async (tx) => {
    const { active_fine_tuned_model: model } = await getActiveModel(tx, avatarId);
    return model === null ? null : { model, job: await findJobOfModel(tx, avatarId, model) };
  });
  if (found === null) return false;
  const { model, job } = found;
  const announcedAt = job === null ? null : await askProvider(fineTuning, model, job, now, signal);
  const provider = job?.provider ?? 'openai';
  const shutdown = findShutdown({ provider, model, baseModel: job?.baseModel ?? null, announcedAt });
  const due = shutdown === null ? null : dueWarning(shutdown, now);
  return await database.asUser(userId, async (tx) => {
    if (job !== null && announcedAt?.getTime() !== job.shutdownAt?.getTime()) {
      await setModelShutdown(tx, job.id, announcedAt);
    }
    if (shutdown === null || due === null) return false;
    const { name: avatarName, base_model: base } = await getAvatar(tx, avatarId);
    const { base: fallback } = availableModels({ base, tuned: null }, defaultModel, now);
    const providerTitle = fineTuneProviderFacts[provider].title;
    const words = composeWarning(
      shutdown,
      { avatarName, model, providerTitle, fallback: fallback.name },
      now,
    );
    const { inserted } = await insertNotification(tx, {
      kind: 'model_shutdown',
      ...words,
      data: { avatar_id: avatarId, model, shutdown_date: shutdown.date, days: due },
      dedupeKey: `model-shutdown:${avatarId}:${model}:${shutdown.date}:${String(due)}`,
    });
    return inserted;
  });
}

/** When the provider shuts a model down, as it says now; what it has said before where it cannot be asked. */
async function askProvider(
  fineTuning: FineTuneSettings,
  model: string,
  { provider, shutdownAt }: JobOfModel,
  now: Date,
  signal: AbortSignal,
): Promise<Date | null> {
  try {
    const adapter = fineTuning.adapterFor(provider);
    try {
      const date = await adapter.shutdownDate(model, signal);
      return date === null ? null : new Date(`${date}T00:00:00Z`);
    } catch (error) {
      if (!isUnknownModel(error)) throw error;
      return shutdownAt !== null && shutdownAt <= now ? shutdownAt : now;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnderstudyError) return shutdownAt;
    throw error;
  }
}

const isUnknownModel = (error: unknown): boolean =>
  error instanceof UnderstudyError && error.code === 'provider_model_unavailable';
