import { Readable } from 'node:stream';
import {
  loadConversationToEnrich,
  type ConversationToEnrich,
} from '@understudy/db/enrichment/load-enrichment';
import {
  recordConversationEnriched,
  recordConversationFailed,
} from '@understudy/db/enrichment/record-enrichment';
import type { Turn } from '@understudy/domain/conversations/turn';
import {
  writeEnrichedConversation,
  type ConversationMetadata,
} from '@understudy/domain/enrichment/enriched-conversation';
import {
  countTrainingPairs,
  extractTrainingPairs,
  turnsOf,
} from '@understudy/domain/enrichment/extract-training-pairs';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import type { RunError } from '@understudy/domain/runs/run';
import { whileDatabaseIsAway } from '../runs/while-database-is-away.ts';
import { inChunks } from '../storage/in-chunks.ts';
import { analyseConversation, type AnalysedConversation } from './analyse-conversation.ts';
import type { EnrichmentLane } from './enrichment-lane.ts';
import { enrichedFileKey } from './enrichment-reference.ts';
import { recordProgress } from './record-progress.ts';

/** Faults of one conversation. Every other one is that of an account, a model or a machine, and stops the lane. */
const ownFaults: ReadonlySet<ProblemCode> = new Set([
  'speaker_unknown',
  'nothing_to_train_on',
  'provider_refused_content',
  'provider_request_rejected',
  'provider_answer_invalid',
]);

/**
 * Enriches a conversation: labels by a model, training pairs by our own rules, one JSON file of both in object storage.
 * What comes of it is stored with the run's progress in one transaction.
 *
 * @throws UnderstudyError where it is not the conversation's fault; LaneStopped where it was not begun
 */
export async function enrichConversation(
  lane: EnrichmentLane,
  conversationId: string,
  signal: AbortSignal,
): Promise<void> {
  const { database } = lane.dependencies;
  const { userId } = lane.reference;
  const conversation = await database.asUser(userId, (tx) => loadConversationToEnrich(tx, conversationId));
  try {
    const { avatarSpeaker, exchanges, pairCount } = readTurns(conversation);
    const { id, title } = conversation;
    const asked = { id, title, avatarSpeaker, turns: exchanges.flat() };
    const analysed = await analyseConversation(lane, asked, signal);
    const metadata = describe(lane, { ...conversation, avatarSpeaker }, analysed, pairCount);
    await storeFile(lane, metadata, exchanges);
    await recordEnriched(lane, conversation, metadata, analysed);
  } catch (error) {
    if (!(error instanceof UnderstudyError) || !ownFaults.has(error.code)) throw error;
    await recordFailed(lane, conversation, { code: error.code, message: error.message, phase: 'enriching' });
  }
}

function readTurns({ avatarSpeaker, messages }: ConversationToEnrich) {
  if (avatarSpeaker === null) {
    throw new UnderstudyError(
      'speaker_unknown',
      'It is not known which speaker of this conversation is the avatar. Train the avatar again with this chat, and choose the speaker.',
    );
  }
  const exchanges = turnsOf(messages);
  if (!exchanges.flat().some(({ speaker }) => speaker === avatarSpeaker)) {
    throw new UnderstudyError(
      'nothing_to_train_on',
      `“${avatarSpeaker}” writes nothing in this conversation. Train the avatar again with this chat and choose another speaker, or leave the conversation out.`,
    );
  }
  const pairCount = countTrainingPairs(exchanges, avatarSpeaker);
  if (pairCount === 0) {
    throw new UnderstudyError(
      'nothing_to_train_on',
      `“${avatarSpeaker}” answers nobody in this conversation, so there is no pair to learn from. Leave it out, or upload a chat in which others write first.`,
    );
  }
  return { avatarSpeaker, exchanges, pairCount };
}

function describe(
  { dependencies: { models } }: EnrichmentLane,
  conversation: ConversationToEnrich & { avatarSpeaker: string },
  { analysis, model }: AnalysedConversation,
  pairCount: number,
): ConversationMetadata {
  return {
    conversation_id: conversation.id,
    title: conversation.title,
    avatar_id: conversation.avatarId,
    avatar_speaker: conversation.avatarSpeaker,
    format: conversation.format,
    message_count: conversation.messageCount,
    started_at: conversation.startedAt,
    ended_at: conversation.endedAt,
    ...analysis,
    total_training_pairs: pairCount,
    model,
    simulated_provider: models.forName(models.names.analysis).simulated,
    enriched_at: new Date().toISOString(),
  };
}

async function storeFile(
  { dependencies: { storage }, reference }: EnrichmentLane,
  metadata: ConversationMetadata,
  exchanges: readonly (readonly Turn[])[],
): Promise<void> {
  const { conversation_id, avatar_speaker, persona, emotional_arc, training_topic } = metadata;
  const pairs = extractTrainingPairs(exchanges, {
    conversationId: conversation_id,
    avatarSpeaker: avatar_speaker,
    scaffolding: { persona, emotional_arc, training_topic },
  });
  const contents = inChunks(writeEnrichedConversation(metadata, pairs));
  await storage.put(
    enrichedFileKey(reference, conversation_id),
    Readable.from(contents, { objectMode: false }),
  );
}

async function recordEnriched(
  lane: EnrichmentLane,
  conversation: ConversationToEnrich,
  metadata: ConversationMetadata,
  { analysis }: AnalysedConversation,
): Promise<void> {
  const { database, storage } = lane.dependencies;
  const { userId, runId } = lane.reference;
  const { conversation_id: conversationId, total_training_pairs: pairCount } = metadata;
  const path = enrichedFileKey(lane.reference, conversationId);
  const supersededPath = await whileDatabaseIsAway(() =>
    database.asUser(userId, async (tx) => {
      const enriched = { analysis, pairCount, path, at: new Date(metadata.enriched_at) };
      const item = { runId, conversationId };
      const { recorded, supersededPath } = await recordConversationEnriched(tx, item, enriched);
      if (!recorded) return null;
      const { persona, emotional_arc, training_topic, quality_score } = analysis;
      await recordProgress(tx, lane.reference, {
        conversationId,
        level: 'info',
        message: `${nameOf(conversation)}: ${persona}, ${emotional_arc}, ${training_topic}; quality ${quality_score} of 5, ${pairCount} pairs.`,
        data: {
          status: 'completed',
          persona,
          emotional_arc,
          training_topic,
          quality_score,
          pairs: pairCount,
        },
      });
      return supersededPath;
    }),
  );
  if (supersededPath !== null) await storage.delete(supersededPath);
}

async function recordFailed(
  lane: EnrichmentLane,
  conversation: ConversationToEnrich,
  error: RunError,
): Promise<void> {
  const { userId, runId } = lane.reference;
  const { id: conversationId } = conversation;
  await whileDatabaseIsAway(() =>
    lane.dependencies.database.asUser(userId, async (tx) => {
      if (!(await recordConversationFailed(tx, { runId, conversationId }, error)).recorded) return;
      await recordProgress(tx, lane.reference, {
        conversationId,
        level: 'warning',
        message: `${nameOf(conversation)} could not be enriched. ${error.message}`,
        data: { status: 'failed', code: error.code },
      });
    }),
  );
}

const nameOf = ({ title, fileName }: ConversationToEnrich) => `“${title ?? fileName}”`;
