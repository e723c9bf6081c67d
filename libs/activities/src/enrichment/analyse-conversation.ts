import { listProviderCalls } from '@understudy/db/provider-calls/list-provider-calls';
import type { ProviderCall } from '@understudy/db/provider-calls/provider-calls';
import { composeRepair } from '@understudy/domain/auto-train/repair-request';
import { estimateReserve } from '@understudy/domain/budget/cost';
import type { Turn } from '@understudy/domain/conversations/turn';
import { composeConversationAnalysis } from '@understudy/domain/enrichment/compose-conversation-analysis';
import {
  conversationAnalysisJsonSchema,
  conversationAnalysisSchema,
  conversationAnalysisSchemaName,
  type ConversationAnalysis,
} from '@understudy/domain/enrichment/conversation-analysis';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { z } from 'zod';
import { askPatiently } from '../auto-train/ask-patiently.ts';
import { repairKeyOf } from '../auto-train/call-key.ts';
import { refuseWhenStopped } from '../auto-train/lane-state.ts';
import type { ChatModelMessage } from '../providers/chat-model.ts';
import { endFailedCall, reserveCall } from '../providers/pay-for-call.ts';
import { parseStructuredAnswer } from '../providers/structured-answer.ts';
import type { EnrichmentLane } from './enrichment-lane.ts';

/** Tokens of an answer: labels and a few sentences. */
const maxOutputTokens = 800;
const schemaCharacters = JSON.stringify(conversationAnalysisJsonSchema).length;
const recordedSchema = z.object({ text: z.string() });

/** What a model found, and which. */
export type AnalysedConversation = { analysis: ConversationAnalysis; model: string };

/**
 * Asks the analysis model for the labels of a conversation, and once more to mend an answer that does not follow the
 * schema. What was answered in an earlier execution or attempt, and can be used, is never asked for again.
 *
 * @throws UnderstudyError `provider_answer_invalid` when the mended answer is no better, other `provider_…` codes;
 *   LaneStopped where it was not asked
 */
export async function analyseConversation(
  lane: EnrichmentLane,
  conversation: { id: string; title: string | null; avatarSpeaker: string; turns: readonly Turn[] },
  signal: AbortSignal,
): Promise<AnalysedConversation> {
  const recorded = await listRecorded(lane, conversation.id);
  for (const call of [...recorded.values()].reverse()) {
    const analysis = usableAnswer(recordedSchema.parse(call.response).text);
    if (analysis !== null) return { analysis, model: call.model };
  }
  const text = composeConversationAnalysis(conversation);
  const messages: ChatModelMessage[] = [
    { role: 'system', content: text.system },
    { role: 'user', content: text.user },
  ];
  const callKey = `${keyOf(conversation.id)}/${lane.reference.attempt}`;
  const answer = await answerOnce(lane, { callKey, messages, recorded, first: true, signal });
  const { provider } = lane.dependencies.models.forName(lane.dependencies.models.names.analysis);
  try {
    return {
      analysis: parseStructuredAnswer(provider, answer.text, conversationAnalysisSchema),
      model: answer.model,
    };
  } catch (unusable) {
    if (!(unusable instanceof UnderstudyError)) throw unusable;
    const repair = composeRepair(answer.text, unusable.message);
    const mended = await answerOnce(lane, {
      callKey: repairKeyOf(callKey),
      messages: [
        ...messages,
        { role: 'assistant', content: repair.assistant },
        { role: 'user', content: repair.user },
      ],
      recorded,
      first: false,
      signal,
    });
    return {
      analysis: parseStructuredAnswer(provider, mended.text, conversationAnalysisSchema),
      model: mended.model,
    };
  }
}

const keyOf = (conversationId: string) => `enrichment/${conversationId}`;

async function listRecorded(
  { dependencies, reference: { userId, runId } }: EnrichmentLane,
  conversationId: string,
): Promise<Map<string, ProviderCall>> {
  const keys = { from: `${keyOf(conversationId)}/`, to: `${keyOf(conversationId)}0` };
  return await dependencies.database.asUser(userId, (tx) => listProviderCalls(tx, runId, keys));
}

function usableAnswer(text: string): ConversationAnalysis | null {
  try {
    return conversationAnalysisSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

type Asked = {
  callKey: string;
  messages: readonly ChatModelMessage[];
  recorded: ReadonlyMap<string, ProviderCall>;
  first: boolean;
  signal: AbortSignal;
};

async function answerOnce(
  lane: EnrichmentLane,
  { callKey, messages, recorded, first, signal }: Asked,
): Promise<{ text: string; model: string }> {
  const earlier = recorded.get(callKey);
  if (earlier !== undefined) {
    return { text: recordedSchema.parse(earlier.response).text, model: earlier.model };
  }
  refuseWhenStopped(lane, { first });
  const { models } = lane.dependencies;
  const model = models.names.analysis;
  const promptCharacters = messages.reduce((sum, { content }) => sum + content.length, schemaCharacters);
  const { usd, tokens } = estimateReserve({ model, promptCharacters, maxOutputTokens });
  await reserveCall(lane, { callKey, model, usd, tokens }, signal);
  const answerSchema = { name: conversationAnalysisSchemaName, schema: conversationAnalysisJsonSchema };
  try {
    return await askPatiently(lane, models.forName(model), {
      callKey,
      request: { model, messages, answerSchema, maxOutputTokens },
      timeoutMs: undefined,
      first,
      signal,
    });
  } catch (error) {
    await endFailedCall(lane, { callKey, model }, error).catch(() => undefined);
    throw error;
  }
}
