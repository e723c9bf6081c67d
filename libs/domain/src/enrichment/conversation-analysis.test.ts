import { describe, expect, test } from 'vitest';
import type { Turn } from '../conversations/turn.ts';
import { composeConversationAnalysis } from './compose-conversation-analysis.ts';
import { conversationAnalysisSchema } from './conversation-analysis.ts';
import { toScaffoldingLabel } from './scaffolding-label.ts';

const turn = (speaker: string, text: string): Turn => ({
  speaker,
  text,
  startedAt: null,
  endedAt: null,
  hasAttachment: false,
});

describe('labels', () => {
  test.each([
    ['pragmatic_optimist', 'pragmatic_optimist'],
    ['Pragmatic optimist', 'pragmatic_optimist'],
    ['confusion → clarity', 'confusion_clarity'],
    ['Übermäßig besorgt!', 'ubermassig_besorgt'],
    ['困惑', null],
    ['a'.repeat(80), 'a'.repeat(60)],
    ['word '.repeat(40), 'word_'.repeat(12).slice(0, -1)],
  ])('%s becomes %s', (text, label) => {
    expect(toScaffoldingLabel(text)).toBe(label);
  });

  test('of an answer are brought into their form; a score that is none is refused', () => {
    const answer = {
      persona: 'Anxious Planner',
      emotional_arc: 'fear to relief',
      training_topic: 'estate-planning basics',
      quality_score: 4.26,
      quality_reasons: ['Whole sentences.'],
    };
    expect(conversationAnalysisSchema.parse(answer)).toMatchObject({
      persona: 'anxious_planner',
      emotional_arc: 'fear_to_relief',
      training_topic: 'estate_planning_basics',
      quality_score: 4.3,
    });
    expect(conversationAnalysisSchema.safeParse({ ...answer, quality_score: 0 }).success).toBe(false);
    expect(conversationAnalysisSchema.safeParse({ ...answer, persona: '困惑' }).success).toBe(false);
  });
});

describe('the request', () => {
  const read = (turns: readonly Turn[]) =>
    JSON.parse(composeConversationAnalysis({ title: null, avatarSpeaker: 'Ash', turns }).user);

  test('has every turn of a short conversation', () => {
    expect(read([turn('Misty', 'Hi'), turn('Ash', 'Hey')])).toEqual({
      avatar: 'Ash',
      title: null,
      turns: [
        { speaker: 'Misty', role: 'user', text: 'Hi' },
        { speaker: 'Ash', role: 'avatar', text: 'Hey' },
      ],
    });
  });

  test('has beginning and end of a long one, and says how much is left out between', () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      turn(index % 2 ? 'Ash' : 'Misty', `${index} ${'x'.repeat(90)}`),
    );
    const { turns } = read(many);
    expect(turns[0].text).toMatch(/^0 /);
    expect(turns.at(-1).text).toMatch(/^4999 /);
    const shown = turns.length;
    const omitted = turns.reduce((sum: number, one: { omitted?: number }) => sum + (one.omitted ?? 0), 0);
    expect(shown + omitted).toBe(5_000);
    const length = turns.reduce((sum: number, one: { text: string }) => sum + one.text.length, 0);
    expect(length).toBeLessThanOrEqual(24_000);
    expect(length).toBeGreaterThan(20_000);
  });

  test('has one turn of a conversation of one', () => {
    expect(read([turn('Misty', 'x'.repeat(5_000))]).turns).toHaveLength(1);
  });
});
