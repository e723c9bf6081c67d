import type { ParsedMessage } from '@understudy/domain/conversations/message';
import type { CommunicationAnalysis } from '@understudy/domain/style/communication-analysis';
import { measureStyle } from '@understudy/domain/style/measured-style';
import { createAvatar } from '../avatars/create-avatar.ts';
import { insertChatMessage } from '../chat/insert-chat-message.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { activatePromptVersion } from '../prompt-versions/activate-prompt-version.ts';
import { createPromptVersion, type NewPromptVersion } from '../prompt-versions/create-prompt-version.ts';
import { ratePromptVersion } from '../prompt-versions/rate-prompt-version.ts';
import { recordChatPassages } from '../knowledge/record-chat-passages.ts';
import { recordProviderCall } from '../provider-calls/provider-calls.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import {
  createTrainingSession,
  type NewTrainingSession,
} from '../training-sessions/create-training-session.ts';
import { insertTrainingExamples } from '../training-sessions/insert-training-examples.ts';
import { loadConversations } from '../training-sessions/load-conversations.ts';
import { recordFileExtracted } from '../training-sessions/record-file-extracted.ts';
import { seedAutoTrain } from './seed-auto-train.ts';
import { seedDataSet, type SeededDataSet } from './seed-data-set.ts';
import { seedFineTune } from './seed-fine-tune.ts';
import { seedDocument } from './seed-knowledge.ts';
import { uploadBegun } from '../uploads/upload-begun.ts';

/** Links as no API would make them. */
export const noLinks: RunLinks = ({ id }) => ({
  self: `/runs/${id}`,
  events: `/runs/${id}/events`,
  subject: null,
  temporal_ui: null,
});

/** An analysis that says little. */
export const someAnalysis: CommunicationAnalysis = {
  communication_style: {
    formality_level: 'casual',
    emoji_usage: 'moderate',
    response_length: 'short',
    tone: 'friendly',
  },
  personality_traits: ['curious'],
  behavioral_patterns: ['asks questions'],
  response_characteristics: {
    typical_greeting: 'Hey',
    common_phrases: ['no way'],
    question_style: 'direct',
    supportiveness: 'high',
  },
};

/** A style measured off two messages. */
export const someStyle = measureStyle(['Hey, no way!', 'what happened?']);

/** Two people talking. */
export const someMessages: ParsedMessage[] = [
  { speaker: 'Misty', text: 'Did you win?', sentAt: '2024-05-01T10:00:00', attachment: null },
  { speaker: 'Ash', text: 'Of course I did', sentAt: '2024-05-01T10:01:00', attachment: null },
];

/** Creates an avatar with nothing. */
export async function seedAvatar(tx: Transaction): Promise<string> {
  const avatar = await createAvatar(tx, {
    name: 'Ash',
    backstory: 'From Pallet Town.',
    traits: ['curious', 'stubborn'],
    mbti: 'ENFP',
    base_model: null,
  });
  return avatar.id;
}

/** A session for an avatar, as a request would describe it. */
export function describeSession(
  avatarId: string,
  changes: Partial<NewTrainingSession> = {},
): NewTrainingSession {
  const sessionId = newId();
  return {
    sessionId,
    runId: newId(),
    avatarId,
    title: 'Train Ash',
    instructions: 'Be brief.',
    requestedSpeaker: null,
    idempotencyKey: newId(),
    requestDigest: 'digest of the request',
    simulatedProvider: true,
    files: [
      {
        id: newId(),
        name: 'chat.txt',
        sizeBytes: 120,
        contentDigest: 'digest of the file',
        storageKey: `sessions/${sessionId}/chat.txt`,
        kind: 'text',
        contentType: 'text/plain',
      },
    ],
    ...changes,
  };
}

/** IDs of a session that was just queued. */
export type SeededSession = { avatarId: string; sessionId: string; runId: string; fileId: string };

/** Creates an avatar and queues a session of one file for it. */
export async function seedSession(tx: Transaction): Promise<SeededSession> {
  const session = describeSession(await seedAvatar(tx));
  await createTrainingSession(tx, session, noLinks);
  const { avatarId, sessionId, runId, files } = session;
  const [file] = files;
  if (file === undefined) throw new Error('The session has no file');
  return { avatarId, sessionId, runId, fileId: file.id };
}

/** A prompt version for a session; a digest of its own makes it a new one. */
export function describeVersion(
  { avatarId, sessionId }: Pick<SeededSession, 'avatarId' | 'sessionId'>,
  inputDigest: string = newId(),
): NewPromptVersion {
  return {
    avatarId,
    trainingSessionId: sessionId,
    inputDigest,
    systemPrompt: 'You are Ash.',
    instructions: 'Be brief.',
    analysis: someAnalysis,
    measuredStyle: someStyle,
    groundedFields: ['communication_style.emoji_usage'],
    draft: null,
    model: 'simulated',
    simulatedProvider: true,
  };
}

/** IDs of what was put into every table. */
export type SeededEverything = SeededSession &
  SeededDataSet &
  Awaited<ReturnType<typeof seedFineTune>> & { versionId: string; documentId: string };

/** Puts at least one row of the user into every table there is. */
export async function seedEverything(tx: Transaction): Promise<SeededEverything> {
  const seeded = await seedSession(tx);
  const { avatarId, sessionId, runId, fileId } = seeded;
  await recordFileExtracted(tx, {
    fileId,
    extractionMethod: 'plain_text',
    pageCount: null,
    text: 'Misty: Did you win?\nAsh: Of course I did',
    warnings: [],
    conversations: [{ format: 'plain_text', title: null, messages: someMessages }],
  });
  const [conversation] = await loadConversations(tx, sessionId);
  if (conversation === undefined) throw new Error('The session has no conversation');
  await insertTrainingExamples(tx, { avatarId, sessionId }, [describeExample(conversation.id, 0)]);
  const dataSet = await seedDataSet(tx, { avatarId, runId, conversationId: conversation.id });
  const { id: versionId } = await createPromptVersion(tx, describeVersion(seeded));
  await activatePromptVersion(tx, versionId);
  const message = await insertChatMessage(tx, {
    avatarId,
    promptVersionId: versionId,
    message: 'Did you win?',
    reply: 'Of course',
    model: 'simulated',
    provider: 'openai',
    simulatedProvider: true,
    fallback: null,
    inputTokens: 12,
    outputTokens: 3,
  });
  await ratePromptVersion(tx, {
    promptVersionId: versionId,
    chatMessageId: message.id,
    rating: 5,
    comment: null,
  });
  await recordProviderCall(tx, { runId, callKey: 'analysis', ...someCall });
  await seedAutoTrain(tx, avatarId);
  const fineTune = await seedFineTune(tx, avatarId);
  const { documentId, chunkIds } = await seedDocument(tx, ['Ash won the league.'], { avatarId });
  await recordChatPassages(
    tx,
    message.id,
    chunkIds.map((id) => ({ id, score: 1 })),
  );
  await tx.execute(uploadBegun({ uploadId: sessionId, storagePrefix: 'uploads/of-ash' }));
  return { ...seeded, ...dataSet, ...fineTune, versionId, documentId };
}

/** An example out of a conversation. */
export function describeExample(conversationId: string, position: number) {
  return {
    conversationId,
    position,
    instruction: 'Did you win?',
    context: null,
    response: 'Of course I did',
    patternType: 'question_response',
    qualityScore: 0.8,
    source: 'conversation',
  };
}

/** An answered call. */
export const someCall = {
  provider: 'openai',
  model: 'simulated',
  requestDigest: 'digest of the request',
  response: { text: 'an answer' },
  inputTokens: 100,
  outputTokens: 20,
  latencyMs: 250,
};
