import { describe, expect, it } from 'vitest';
import { measureStyle } from './measured-style.ts';

const veryCasual = [
  'omg thats sooo cool 😄✨ u should totally just wing it lol',
  'haha idk tbh',
  'gonna be late pls wait 😂',
];
const casual = [
  'Hey there! How was the trip?',
  "That's great to hear.",
  "I'm at the office until six.",
  'Sure, see you then.',
];
const neutral = [
  'The meeting is at ten.',
  'We moved it to the second floor.',
  'The files are on the server.',
];
const formal = [
  'For your client meeting, I recommend preparing a clear agenda and key talking points.',
  'Consider their business objectives and how your proposal aligns with their goals.',
];

describe('measureFormality', () => {
  it.each([
    ['very_casual', veryCasual],
    ['casual', casual],
    ['neutral', neutral],
    ['formal', formal],
  ])('calls the %s sample so', (level, messages) => {
    expect(measureStyle(messages).formality_level).toBe(level);
  });

  it('calls the answers of seed 000 before and after training very casual and formal', () => {
    const before = "OMG that's so exciting! 😄✨ You should totally just be yourself and wing it! 🎉";
    expect(measureStyle([before]).formality_level).toBe('very_casual');
    expect(measureStyle([formal.join(' ')]).formality_level).toBe('formal');
  });

  it('is the sum of its contributions', () => {
    const { score, contributions } = measureStyle(casual).formality;
    const sum = Object.values(contributions).reduce((total, value) => total + value, 0.5);
    expect(score).toBeCloseTo(sum, 3);
  });

  it('says nothing about capitals in a script that has none', () => {
    expect(measureStyle(['مرحبا كيف حالك اليوم']).formality.contributions.sentence_case).toBe(0);
  });
});
