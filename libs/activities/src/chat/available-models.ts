import type { TunedModelPrice } from '@understudy/domain/fine-tune/cost/tuned-model-price';
import { findShutdown, isShutDown, type Shutdown } from '@understudy/domain/model-shutdowns/known-shutdowns';
import type { ChosenModels } from './choose-models.ts';

/** A model by its name, with the price of a tuned one. */
export type NamedModel = { name: string; price: TunedModelPrice | null };

/** Who can be asked. */
export type AvailableModels = {
  /** The tuned model; null where there is none, or it is shut down. */
  asked: NamedModel | null;
  /** Who answers otherwise. */
  base: NamedModel;
  /** The tuned model that should answer, shut down or not. */
  tuned: string | null;
  /** Said where a model that should answer is shut down; null otherwise. */
  fallback: string | null;
};

/**
 * Leaves out what its provider has shut down, so that nobody waits for a call that must fail. Where the avatar's own base
 * model is gone, too, the installation's default answers.
 */
export function availableModels(
  { base: ownBase, tuned }: ChosenModels,
  defaultModel: string,
  now: Date,
): AvailableModels {
  const baseShutdown = ownBase === null ? null : shutdownOfBase(ownBase, now);
  const base = { name: ownBase === null || baseShutdown !== null ? defaultModel : ownBase, price: null };
  if (tuned === null) {
    const fallback =
      ownBase === null || baseShutdown === null ? null : sayShutDown(ownBase, baseShutdown, base.name);
    return { asked: null, base, tuned: null, fallback };
  }
  const { model, price, shutdown } = tuned;
  if (shutdown !== null && isShutDown(shutdown, now)) {
    return { asked: null, base, tuned: model, fallback: sayShutDown(model, shutdown, base.name) };
  }
  return { asked: { name: model, price }, base, tuned: model, fallback: null };
}

/** Base models that chats name are OpenAI's where a shutdown is known of them by name. */
function shutdownOfBase(model: string, now: Date): Shutdown | null {
  const shutdown = findShutdown({ provider: 'openai', model, baseModel: null, announcedAt: null });
  return shutdown !== null && isShutDown(shutdown, now) ? shutdown : null;
}

const sayShutDown = (model: string, { date }: Shutdown, other: string): string =>
  `${model} was shut down by its provider on ${date}. ${other} answered in its place.`;
