import type { ActiveModel } from '@understudy/domain/fine-tune/contracts/active-model';
import { findShutdown } from '@understudy/domain/model-shutdowns/known-shutdowns';
import { and, eq, sql } from 'drizzle-orm';
import { lockAvatar } from '../avatars/lock-avatar.ts';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarFineTuneJobs } from '../schema/fine-tune.ts';
import { findJobOfModel } from './find-job-of-model.ts';

/**
 * Makes an avatar answer with a tuned model. Doing it again changes nothing.
 *
 * @throws UnderstudyError `not_found`
 */
export async function activateFineTunedModel(
  tx: Transaction,
  { avatarId, jobId, model }: { avatarId: string; jobId: string; model: string },
): Promise<ActiveModel> {
  const before = await lockAvatar(tx, avatarId);
  await tx
    .update(avatarProfiles)
    .set({ activeFineTunedModel: model, useFineTunedModel: true })
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)));
  await tx
    .update(avatarFineTuneJobs)
    .set({ activatedAt: sql`clock_timestamp()` })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
  const replaced = before.useFineTunedModel && before.activeFineTunedModel !== model;
  return { ...(await getActiveModel(tx, avatarId)), replaces: replaced ? before.activeFineTunedModel : null };
}

/**
 * Makes an avatar answer with its base model again. The tuned model's name is kept, so that it can be activated anew.
 *
 * @throws UnderstudyError `not_found`
 */
export async function deactivateFineTunedModel(tx: Transaction, avatarId: string): Promise<ActiveModel> {
  const before = await lockAvatar(tx, avatarId);
  await tx
    .update(avatarProfiles)
    .set({ useFineTunedModel: false })
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)));
  return {
    ...(await getActiveModel(tx, avatarId)),
    replaces: before.useFineTunedModel ? before.activeFineTunedModel : null,
  };
}

/**
 * What an avatar answers with.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getActiveModel(tx: Transaction, avatarId: string): Promise<ActiveModel> {
  const avatars = await tx
    .select()
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)));
  const avatar = firstOrNotFound(avatars, 'avatar', avatarId);
  const { activeFineTunedModel } = avatar;
  const job = activeFineTunedModel === null ? null : await findJobOfModel(tx, avatarId, activeFineTunedModel);
  const shutdown =
    activeFineTunedModel === null
      ? null
      : findShutdown({
          provider: job?.provider ?? 'openai',
          model: activeFineTunedModel,
          baseModel: job?.baseModel ?? null,
          announcedAt: job?.shutdownAt ?? null,
        });
  return {
    avatar_id: avatar.id,
    base_model: avatar.baseModel,
    active_fine_tuned_model: activeFineTunedModel,
    use_fine_tuned_model: avatar.useFineTunedModel,
    fine_tune_job_id: job?.id ?? null,
    shutdown_date: shutdown?.date ?? null,
    replaces: null,
  };
}
