import { getAvatar } from '@understudy/db/avatars/get-avatar';
import type { Database, Transaction } from '@understudy/db/database';
import { getActiveModel } from '@understudy/db/fine-tune/active-model';
import { getFineTuneJob } from '@understudy/db/fine-tune/get-fine-tune-job';
import { getActivePromptVersion } from '@understudy/db/prompt-versions/get-prompt-version';
import { costOf } from '@understudy/domain/budget/cost';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type {
  CompareModels,
  ComparedReply,
  ModelComparison,
} from '@understudy/domain/fine-tune/contracts/compare-models';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { costOfAnswer, type TunedModelPrice } from '@understudy/domain/fine-tune/cost/tuned-model-price';
import { nameForChat } from '@understudy/domain/fine-tune/tuned-model-name';
import { composeChatMessages } from '@understudy/domain/prompt-versions/compose-chat-messages';
import { composeDefaultSystemPrompt } from '@understudy/domain/prompt-versions/default-system-prompt';
import type { ChatModels } from '../providers/chat-models.ts';
import { pricedModel } from './choose-models.ts';

type Dependencies = { database: Database; models: ChatModels };
type Comparison = { userId: string; avatarId: string; request: CompareModels; signal: AbortSignal };
type Compared = { base: string; tuned: { model: string; price: TunedModelPrice }; systemPrompt: string };

/**
 * Asks the base model and the tuned one the same, each message for itself and without knowledge, so that what differs is
 * the model. What fails says why in its place. Nothing is stored, and nothing counted as use.
 *
 * @throws UnderstudyError `not_found`; `conflict` where there is no tuned model to compare
 */
export async function compareModels(
  { database, models }: Dependencies,
  { userId, avatarId, request, signal }: Comparison,
): Promise<ModelComparison> {
  const compared = await database.asUser(userId, (tx) => choose(tx, avatarId, request));
  const { base, tuned, systemPrompt } = compared;
  const baseName = base === '' ? models.names.chat : base;
  const comparisons: ModelComparison['comparisons'] = [];
  for (const message of request.messages) {
    signal.throwIfAborted();
    const messages = composeChatMessages({ systemPrompt, passages: [], history: [], message });
    const ask = (name: string, price: TunedModelPrice | null) =>
      replyOf(models, { name, messages, price, signal });
    const [ofBase, ofTuned] = await Promise.all([ask(baseName, null), ask(tuned.model, tuned.price)]);
    comparisons.push({ message, base: ofBase, tuned: ofTuned });
  }
  return { comparisons };
}

async function choose(tx: Transaction, avatarId: string, request: CompareModels): Promise<Compared> {
  const avatar = await getAvatar(tx, avatarId);
  const version = await getActivePromptVersion(tx, avatarId);
  const active = await getActiveModel(tx, avatarId);
  const jobId = request.fine_tune_job_id ?? active.fine_tune_job_id;
  const job = jobId === null ? null : await getFineTuneJob(tx, jobId);
  if (job !== null && job.avatar_id !== avatarId) {
    throw new UnderstudyError('not_found', 'This avatar has no such fine-tune job.');
  }
  const model =
    request.fine_tune_job_id === undefined ? active.active_fine_tuned_model : (job?.fine_tuned_model ?? null);
  if (model === null) {
    throw new UnderstudyError(
      'conflict',
      'There is no tuned model to compare. Activate one, or name a job that has succeeded.',
    );
  }
  return {
    base: request.base_model ?? (job === null ? null : baseForChat(job)) ?? avatar.base_model ?? '',
    tuned: await pricedModel(tx, avatarId, model),
    systemPrompt: version?.system_prompt ?? composeDefaultSystemPrompt(avatar),
  };
}

/** Models that only Together or Fireworks has under such a name are asked for there; the others are on the hub as well. */
function baseForChat({ provider, base_model: name }: Pick<FineTuneJob, 'provider' | 'base_model'>): string {
  return provider === 'lora' ? name : nameForChat(provider, name);
}

type Question = {
  name: string;
  messages: ReturnType<typeof composeChatMessages>;
  price: TunedModelPrice | null;
  signal: AbortSignal;
};

async function replyOf(models: ChatModels, question: Question): Promise<ComparedReply> {
  const { name: model, messages, price, signal } = question;
  const begunAt = performance.now();
  const latency = () => Math.round(performance.now() - begunAt);
  try {
    const { text, usage } = await models.forName(model).complete({ model, messages, signal });
    return {
      model,
      reply: text,
      error: null,
      latency_ms: latency(),
      usage: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
      estimated_cost: price === null ? costOf(model, usage).usd : costOfAnswer(price, usage),
    };
  } catch (error) {
    if (!(error instanceof UnderstudyError)) throw error;
    const { message } = error;
    return { model, reply: null, error: message, latency_ms: latency(), usage: null, estimated_cost: null };
  }
}
