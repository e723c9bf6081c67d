import { contextOf, repliesIn, type Reply } from '../conversations/conversation-pairs.ts';
import type { ParsedMessage } from '../conversations/message.ts';
import { pairQuality } from '../conversations/pair-quality.ts';
import { classifyPattern } from '../conversations/pattern-type.ts';
import { exchangesOf, type Turn } from '../conversations/turn.ts';
import { emotionalContextOf, type Emotion } from './emotional-context.ts';
import type { TrainingPair } from './training-pair.ts';

const historyTurns = 10;
/** As for the pairs of a training session: what they find in a conversation, this finds, too. */
const turnOptions = { mergeWindowMinutes: 10, exchangeGapHours: 24 };
const qualityTurns = 3;

/** The turns of a conversation, exchange by exchange. */
export function turnsOf(messages: readonly ParsedMessage[]): Turn[][] {
  return exchangesOf(messages, turnOptions);
}

/** How many training pairs the turns hold. */
export function countTrainingPairs(exchanges: readonly (readonly Turn[])[], avatarSpeaker: string): number {
  return exchanges.reduce((sum, turns) => sum + repliesIn(turns, avatarSpeaker, 0).length, 0);
}

/** What all pairs of a conversation share. */
export type PairsOfConversation = {
  conversationId: string;
  avatarSpeaker: string;
  scaffolding: TrainingPair['scaffolding'];
};

/**
 * A training pair for each reply of the avatar, one at a time: conversations may be long. A pair knows at most ten turns
 * before it, all of the same exchange: what comes after a day of silence does not answer what came before.
 */
export function* extractTrainingPairs(
  exchanges: readonly (readonly Turn[])[],
  conversation: PairsOfConversation,
): Generator<TrainingPair> {
  let number = 0;
  let previous: Emotion | null = null;
  for (const turns of exchanges) {
    for (const reply of repliesIn(turns, conversation.avatarSpeaker, historyTurns)) {
      number += 1;
      const pair = toTrainingPair(reply, number, previous, conversation);
      previous = pair.emotional_context.emotion;
      yield pair;
    }
  }
}

function toTrainingPair(
  { user, reply, earlier }: Reply,
  number: number,
  previous: Emotion | null,
  { conversationId, avatarSpeaker, scaffolding }: PairsOfConversation,
): TrainingPair {
  return {
    id: `${conversationId}_turn${number}`,
    conversation_id: conversationId,
    turn_number: number,
    conversation_history: earlier.map(({ speaker, text }) => ({
      role: speaker === avatarSpeaker ? 'assistant' : 'user',
      speaker,
      content: text,
    })),
    current_user_input: user.text,
    emotional_context: emotionalContextOf(user.text, previous),
    target_response: reply.text,
    pattern_type: classifyPattern(user.text, reply.text),
    quality_score: pairQuality(user, reply, contextOf(earlier.slice(-qualityTurns))),
    asked_at: user.startedAt,
    scaffolding,
  };
}
