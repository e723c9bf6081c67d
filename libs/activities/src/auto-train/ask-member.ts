import type { ModelRequestText } from '@understudy/domain/style/compose-analysis-request';
import { composeRepair } from '@understudy/domain/auto-train/repair-request';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { z } from 'zod';
import type { ChatModelAnswer, ChatModelMessage } from '../providers/chat-model.ts';
import { parseStructuredAnswer } from '../providers/structured-answer.ts';
import { askPatiently } from './ask-patiently.ts';
import type { AttemptAccount } from './attempt-account.ts';
import { repairKeyOf } from './call-key.ts';
import { reserveRepair } from './plan-calls.ts';
import type { Lane } from './lane-state.ts';

/** Something that an item asks of a model. */
export type Question<Schema extends z.ZodType> = {
  callKey: string;
  model: string;
  timeoutMs: number | undefined;
  text: ModelRequestText;
  schema: Schema;
  answerSchema: { name: string; schema: Record<string, unknown> };
  maxOutputTokens: number;
  /** First call of an item in this execution of its lane. */
  first: boolean;
};

/** Who asks: an item with its account, and the signal that ends its calls. */
export type Asking = { account: AttemptAccount; signal: AbortSignal };

const recordedResponseSchema = z.object({ text: z.string() });

/**
 * Asks a model once and for all, and once more to mend an answer that does not follow the schema.
 *
 * @throws UnderstudyError `provider_answer_invalid` when the mended answer is no better; other `provider_…` codes
 */
export async function askMember<Schema extends z.ZodType>(
  lane: Lane,
  asking: Asking,
  question: Question<Schema>,
): Promise<z.infer<Schema>> {
  const { text, schema, model } = question;
  const { provider } = lane.dependencies.models.forName(model);
  const messages: ChatModelMessage[] = [
    { role: 'system', content: text.system },
    { role: 'user', content: text.user },
  ];
  const { text: answer } = await answerOnce(lane, asking, question, question.callKey, messages);
  try {
    return parseStructuredAnswer(provider, answer, schema);
  } catch (unusable) {
    if (!(unusable instanceof UnderstudyError)) throw unusable;
    const repair = composeRepair(answer, unusable.message);
    const callKey = repairKeyOf(question.callKey);
    const conversation: ChatModelMessage[] = [
      ...messages,
      { role: 'assistant', content: repair.assistant },
      { role: 'user', content: repair.user },
    ];
    if (!(await reserveRepair(lane, asking.account, callKey, model, conversation, question))) throw unusable;
    const mended = await answerOnce(lane, asking, { ...question, first: false }, callKey, conversation);
    return parseStructuredAnswer(provider, mended.text, schema);
  }
}

/** The answer that is recorded under this key, or else a new one. */
async function answerOnce(
  lane: Lane,
  { account, signal }: Asking,
  { model, answerSchema, maxOutputTokens, timeoutMs, first }: Question<z.ZodType>,
  callKey: string,
  messages: readonly ChatModelMessage[],
): Promise<Pick<ChatModelAnswer, 'text'>> {
  const recorded = lane.recordedCalls.get(callKey);
  if (recorded !== undefined) {
    account.answered(callKey, model, recorded);
    return recordedResponseSchema.parse(recorded.response);
  }
  const answer = await askPatiently(lane, lane.dependencies.models.forName(model), {
    callKey,
    request: { model, messages, answerSchema, maxOutputTokens },
    timeoutMs,
    first,
    signal,
    billed: (usage) => account.answered(callKey, model, usage),
  });
  account.answered(callKey, model, answer.usage);
  return answer;
}
