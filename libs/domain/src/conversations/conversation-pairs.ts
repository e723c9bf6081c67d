import { z } from 'zod';

import type { ParsedMessage } from './message.ts';
import { pairQuality } from './pair-quality.ts';
import { classifyPattern, patternTypeSchema } from './pattern-type.ts';
import type { Turn } from './turn.ts';
import { exchangesOf } from './turn.ts';

export const conversationPairSchema = z.object({
  position: z.int().nonnegative().describe('Order in the conversation, from 0'),
  context: z.string().nullable().describe('Up to three earlier turns as “Name: text” lines'),
  userMessage: z.string().min(1),
  avatarReply: z.string().min(1),
  patternType: patternTypeSchema,
  qualityScore: z.number().min(0).max(1),
  askedAt: z.string().nullable().describe('When the user side began the turn, ISO 8601'),
});
export type ConversationPair = z.infer<typeof conversationPairSchema>;

export interface PairOptions {
  /** Messages of one speaker closer than this are one turn; default 10. */
  readonly mergeWindowMinutes?: number;
  /** A silence longer than this ends an exchange; default 24, since people do answer the next morning. */
  readonly exchangeGapHours?: number;
  /** Earlier turns kept as context; default 3. */
  readonly maxContextTurns?: number;
}

/** Turns as “Name: text” lines; null for none. */
export const contextOf = (turns: readonly Turn[]): string | null =>
  turns.length === 0 ? null : turns.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n');

/** A turn of the user side, what the avatar replied, and what was said before in the same exchange. */
export interface Reply {
  readonly user: Turn;
  readonly reply: Turn;
  /** Turns of the exchange before it, oldest first. */
  readonly earlier: readonly Turn[];
}

/**
 * The avatar's replies in an exchange, each with the turn right before it, where that is not the avatar's own, and at
 * most `maxEarlier` turns before both.
 */
export function repliesIn(turns: readonly Turn[], avatarSpeaker: string, maxEarlier: number): Reply[] {
  return turns.flatMap((reply, index) => {
    const user = turns[index - 1];
    if (user === undefined || reply.speaker !== avatarSpeaker || user.speaker === avatarSpeaker) return [];
    return [{ user, reply, earlier: turns.slice(Math.max(0, index - 1 - maxEarlier), index - 1) }];
  });
}

type Unnumbered = Omit<ConversationPair, 'position'>;

function pairsInExchange(
  turns: readonly Turn[],
  avatarSpeaker: string,
  maxContextTurns: number,
): Unnumbered[] {
  return repliesIn(turns, avatarSpeaker, maxContextTurns).map(({ user, reply, earlier }) => {
    const context = contextOf(earlier);
    return {
      context,
      userMessage: user.text,
      avatarReply: reply.text,
      patternType: classifyPattern(user.text, reply.text),
      qualityScore: pairQuality(user, reply, context),
      askedAt: user.startedAt,
    };
  });
}

/**
 * Extracts what the user side said and what the avatar replied.
 *
 * Consecutive messages of one speaker are one turn. Everybody but the avatar is the user side: in a group the turn right
 * before the reply is the message, the turns before it are context. Nothing is paired across a long silence. Attachments,
 * deleted and forwarded messages are ignored; without times, nothing is split.
 *
 * @param messages of one conversation, in order
 * @param avatarSpeaker exactly as in the messages
 * @returns pairs in the order of the conversation
 */
export function extractConversationPairs(
  messages: readonly ParsedMessage[],
  avatarSpeaker: string,
  { mergeWindowMinutes = 10, exchangeGapHours = 24, maxContextTurns = 3 }: PairOptions = {},
): ConversationPair[] {
  return exchangesOf(messages, { mergeWindowMinutes, exchangeGapHours })
    .flatMap((turns) => pairsInExchange(turns, avatarSpeaker, maxContextTurns))
    .map((pair, position) => ({ position, ...pair }));
}
