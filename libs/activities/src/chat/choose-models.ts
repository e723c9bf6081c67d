import type { Transaction } from '@understudy/db/database';
import { getActiveModel } from '@understudy/db/fine-tune/active-model';
import { findJobOfModel } from '@understudy/db/fine-tune/find-job-of-model';
import { tunedModelPrice, type TunedModelPrice } from '@understudy/domain/fine-tune/cost/tuned-model-price';
import { findShutdown, type Shutdown } from '@understudy/domain/model-shutdowns/known-shutdowns';

/** The models of an avatar: what answers when nothing goes wrong, and what answers then. */
export type ChosenModels = {
  /** The avatar's own base model; null for the default. */
  base: string | null;
  /** Its active tuned model, what that costs and when it is shut down; null where it is switched off or there is none. */
  tuned: { model: string; price: TunedModelPrice; shutdown: Shutdown | null } | null;
};

/**
 * What an avatar answers with.
 *
 * @throws UnderstudyError `not_found`
 */
export async function chooseModels(tx: Transaction, avatarId: string): Promise<ChosenModels> {
  const active = await getActiveModel(tx, avatarId);
  const { base_model: base, active_fine_tuned_model: model, use_fine_tuned_model: isUsed } = active;
  return { base, tuned: isUsed && model !== null ? await pricedModel(tx, avatarId, model) : null };
}

/** A tuned model of an avatar, with what its answers cost and when it is shut down. */
export async function pricedModel(
  tx: Transaction,
  avatarId: string,
  model: string,
): Promise<NonNullable<ChosenModels['tuned']>> {
  const job = await findJobOfModel(tx, avatarId, model);
  const training =
    job === null
      ? ({ provider: 'openai', method: 'supervised', model } as const)
      : { provider: job.provider, method: job.method, model: job.baseModel };
  const shutdown = findShutdown({
    provider: training.provider,
    model,
    baseModel: job?.baseModel ?? null,
    announcedAt: job?.shutdownAt ?? null,
  });
  return { model, price: tunedModelPrice(training), shutdown };
}
