import { describe, expect, test } from 'vitest';
import type { ParsedMessage } from '../conversations/message.ts';
import { emotionalContextOf } from './emotional-context.ts';
import {
  enrichedConversationSchema,
  readEnrichedLine,
  writeEnrichedConversation,
  type ConversationMetadata,
} from './enriched-conversation.ts';
import { countTrainingPairs, extractTrainingPairs, turnsOf } from './extract-training-pairs.ts';

const conversationId = '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11';
const scaffolding = {
  persona: 'anxious_planner',
  emotional_arc: 'confusion_to_clarity',
  training_topic: 'mortgage',
};

const say = (speaker: string, text: string, minute: number, day = 1): ParsedMessage => ({
  speaker,
  text,
  sentAt: `2024-05-0${day}T10:${String(minute).padStart(2, '0')}:00`,
  attachment: null,
});

const messages = [
  say('Ash', 'Morning!', 0),
  say('Misty', "I'm so worried about the mortgage", 1),
  say('Misty', 'no idea what to do???', 2),
  say('Ash', 'Line one\u2028line two \u2029 end\nand a break', 3),
  say('Misty', 'Thank you!!', 4),
  say('Ash', 'Anytime', 5),
  say('Misty', 'Are you there?', 6, 4),
  say('Ash', 'Yes', 7, 4),
];

const conversation = { conversationId, avatarSpeaker: 'Ash', scaffolding };
const pairs = [...extractTrainingPairs(turnsOf(messages), conversation)];

const metadata: ConversationMetadata = {
  conversation_id: conversationId,
  title: 'Chat with “Misty”, "training_pairs":[',
  avatar_id: conversationId,
  avatar_speaker: 'Ash',
  format: 'whatsapp_android',
  message_count: messages.length,
  started_at: null,
  ended_at: null,
  ...scaffolding,
  quality_score: 4,
  quality_reasons: ['Whole sentences.'],
  total_training_pairs: pairs.length,
  model: 'gpt-5.4-mini',
  simulated_provider: true,
  enriched_at: '2026-01-31T12:00:00.000Z',
};

describe('training pairs', () => {
  test('are one for each reply to somebody, in order, as many as were counted', () => {
    expect(pairs.map(({ target_response: reply }) => reply.slice(0, 8))).toEqual([
      'Line one',
      'Anytime',
      'Yes',
    ]);
    expect(pairs.map(({ turn_number }) => turn_number)).toEqual([1, 2, 3]);
    expect(countTrainingPairs(turnsOf(messages), 'Ash')).toBe(3);
    expect(countTrainingPairs(turnsOf(messages), 'Misty')).toBe(2);
  });

  test('know what was said before in the same exchange, and nothing from days ago', () => {
    expect(pairs[0]).toMatchObject({
      conversation_history: [{ role: 'assistant', speaker: 'Ash', content: 'Morning!' }],
      current_user_input: "I'm so worried about the mortgage\nno idea what to do???",
    });
    expect(pairs[1]?.conversation_history.map(({ role }) => role)).toEqual([
      'assistant',
      'user',
      'assistant',
    ]);
    expect(pairs[2]?.conversation_history).toEqual([]);
  });

  test('carry what the other side feels, and felt before', () => {
    expect(pairs.map(({ emotional_context: { emotion } }) => emotion)).toEqual([
      'confusion',
      'gratitude',
      'curiosity',
    ]);
    expect(pairs[1]?.emotional_context).toMatchObject({ previous_emotion: 'confusion', intensity: 0.5 });
    expect(emotionalContextOf('The train leaves at nine.', null)).toEqual({
      emotion: 'neutral',
      intensity: 0,
      cues: [],
      previous_emotion: null,
    });
  });
});

describe('an enriched file', () => {
  const text = [...writeEnrichedConversation(metadata, pairs)].join('');

  test('is JSON', () => {
    expect(enrichedConversationSchema.parse(JSON.parse(text))).toEqual({
      conversation_metadata: metadata,
      training_pairs: pairs,
    });
  });

  test('is read line by line, whatever the texts contain', () => {
    const lines = text
      .trimEnd()
      .split(/\r\n|[\n\r\u2028\u2029]/)
      .map(readEnrichedLine);
    expect(lines.map(({ kind }) => kind)).toEqual(['metadata', 'pair', 'pair', 'pair', 'end']);
    expect(lines[0]).toMatchObject({ metadata });
    expect(lines.flatMap((line) => (line.kind === 'pair' ? [line.pair] : []))).toEqual(pairs);
  });

  test('that is damaged is told from one that is whole', () => {
    expect(() => readEnrichedLine(text.split('\n')[1]?.slice(0, -9) ?? '')).toThrow();
    expect(() => readEnrichedLine('{}')).toThrow();
  });
});
