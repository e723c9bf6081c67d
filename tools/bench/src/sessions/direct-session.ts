import { setImmediate as letOthersRun } from 'node:timers/promises';
import { attributeSession } from '@understudy/domain/conversations/attribute-session';
import { extractConversationPairs } from '@understudy/domain/conversations/conversation-pairs';
import type { ParsedConversation } from '@understudy/domain/conversations/message';
import { parseChatExport } from '@understudy/domain/conversations/parse-chat-export';
import { composeSystemPrompt } from '@understudy/domain/prompt-versions/compose-system-prompt';
import {
  composePromptDraftRequest,
  promptDraftJsonSchema,
  promptDraftSchema,
  promptDraftSchemaName,
} from '@understudy/domain/prompt-versions/prompt-draft';
import { selectExchanges } from '@understudy/domain/prompt-versions/select-exchanges';
import {
  communicationAnalysisJsonSchema,
  communicationAnalysisSchema,
  communicationAnalysisSchemaName,
} from '@understudy/domain/style/communication-analysis';
import { composeAnalysisRequest } from '@understudy/domain/style/compose-analysis-request';
import { groundAnalysis } from '@understudy/domain/style/ground-analysis';
import { measureStyle } from '@understudy/domain/style/measured-style';
import type { TrainingUpload } from '../clients/api-client.ts';
import { askModel } from './ask-model.ts';
import { avatarName } from './session-shape.ts';

/** How long a session takes when nothing is kept: milliseconds, of which so many for the two model calls. */
export interface DirectTiming {
  readonly totalMs: number;
  readonly providerMs: number;
}

const sampleExchanges = 24;

/**
 * Does the work of a training session by plain calls, as a script would: no HTTP, no database, no object storage, no
 * workflow, and nothing left after a crash. The limit that the product is compared with.
 */
export async function trainDirectly(simulatorUrl: string, upload: TrainingUpload): Promise<DirectTiming> {
  const startedAt = performance.now();
  const { conversations, avatarSpeakers } = await readConversations(upload);
  const messages = conversations.flatMap((conversation, index) =>
    conversation.messages
      .filter(({ speaker, text }) => speaker === avatarSpeakers[index] && text !== '')
      .map(({ text }) => text),
  );
  const exchanges = conversations.flatMap((conversation, index) =>
    extractConversationPairs(conversation.messages, avatarSpeakers[index] ?? ''),
  );
  const measuredStyle = measureStyle(messages);
  const avatar = { name: avatarName, backstory: '', traits: [], mbti: null };
  const instructions = upload.instructions ?? '';

  const analysisRequest = composeAnalysisRequest({
    avatarName,
    measuredStyle,
    avatarMessages: messages,
    sampleExchanges: selectExchanges(exchanges, sampleExchanges).map(({ userMessage, avatarReply }) => ({
      them: userMessage,
      avatar: avatarReply,
    })),
    instructions,
  });
  const answered = await askModel(simulatorUrl, analysisRequest, {
    name: communicationAnalysisSchemaName,
    jsonSchema: communicationAnalysisJsonSchema,
    schema: communicationAnalysisSchema,
  });
  const { analysis } = groundAnalysis(answered.answer, measuredStyle, messages);
  const drafted = await askModel(
    simulatorUrl,
    composePromptDraftRequest({ avatar, analysis, measuredStyle, instructions }),
    { name: promptDraftSchemaName, jsonSchema: promptDraftJsonSchema, schema: promptDraftSchema },
  );
  composeSystemPrompt({ avatar, analysis, measuredStyle, draft: drafted.answer, instructions, exchanges });
  return { totalMs: performance.now() - startedAt, providerMs: answered.ms + drafted.ms };
}

async function readConversations({ files }: TrainingUpload): Promise<{
  conversations: readonly ParsedConversation[];
  avatarSpeakers: readonly (string | null)[];
}> {
  const conversations: ParsedConversation[] = [];
  for (const { name, text } of files) {
    const parsed = parseChatExport(text, { fileName: name });
    if (!parsed.ok) throw new Error(parsed.message);
    conversations.push(...parsed.conversations);
    // With several sessions at a time, connections that the simulator has closed would else go unnoticed for seconds.
    await letOthersRun();
  }
  const attribution = attributeSession(conversations, { avatarName });
  if (!attribution.ok) throw new Error(attribution.message);
  return { conversations, avatarSpeakers: attribution.conversations.map((one) => one.avatarSpeaker) };
}
