import { describe, expect, it } from 'vitest';
import type { CommunicationAnalysis } from './communication-analysis.ts';
import { groundableFields, groundAnalysis } from './ground-analysis.ts';
import { measureStyle } from './measured-style.ts';

const claimed: CommunicationAnalysis = {
  communication_style: {
    formality_level: 'formal',
    emoji_usage: 'heavy',
    response_length: 'long',
    tone: 'warm',
  },
  personality_traits: ['kind'],
  behavioral_patterns: ['asks back'],
  response_characteristics: {
    typical_greeting: 'Good day to you',
    common_phrases: ['Sounds good', 'As per my last email', 'no worries', 'art'],
    question_style: 'direct',
    supportiveness: 'high',
  },
};
const messages = ['hey party people', 'sounds  good!', 'sounds good', 'no worries at all'];

describe('groundAnalysis', () => {
  it('replaces what was counted otherwise and keeps what cannot be counted', () => {
    const { analysis, groundedFields } = groundAnalysis(claimed, measureStyle(messages), messages);
    expect(analysis.communication_style).toMatchObject({
      formality_level: 'very_casual',
      emoji_usage: 'none',
      response_length: 'short',
      tone: 'warm',
    });
    expect(analysis.personality_traits).toEqual(['kind']);
    expect(analysis.response_characteristics.typical_greeting).toBe('hey party people');
    expect(groundedFields).toEqual([...groundableFields]);
  });

  it('drops phrases that never occur as words, and keeps those that do, however they are spelt', () => {
    const { analysis } = groundAnalysis(claimed, measureStyle(messages), messages);
    expect(analysis.response_characteristics.common_phrases).toEqual(['Sounds good', 'no worries']);
  });

  it('fills up with measured phrases when the model has none', () => {
    const without = {
      ...claimed,
      response_characteristics: { ...claimed.response_characteristics, common_phrases: [] },
    };
    const { analysis } = groundAnalysis(without, measureStyle(messages), messages);
    expect(analysis.response_characteristics.common_phrases).toEqual(['sounds good']);
  });

  it('keeps, without the text, only phrases that measurement knows', () => {
    const { analysis } = groundAnalysis(claimed, measureStyle(messages));
    expect(analysis.response_characteristics.common_phrases).toEqual(['Sounds good']);
  });

  it('finds phrases in scripts without spaces', () => {
    const japanese = {
      ...claimed,
      response_characteristics: { ...claimed.response_characteristics, common_phrases: ['天気'] },
    };
    const { analysis } = groundAnalysis(japanese, measureStyle(['今日は天気がいい']), ['今日は天気がいい']);
    expect(analysis.response_characteristics.common_phrases).toEqual(['天気']);
  });

  it('says that nobody greets where nobody does', () => {
    const { analysis } = groundAnalysis(claimed, measureStyle(['fine.']), ['fine.']);
    expect(analysis.response_characteristics.typical_greeting).toBe('none');
  });

  it('leaves an analysis of instructions alone as it is', () => {
    expect(groundAnalysis(claimed, null)).toEqual({ analysis: claimed, groundedFields: [] });
    expect(groundAnalysis(claimed, measureStyle([]))).toEqual({ analysis: claimed, groundedFields: [] });
  });
});
