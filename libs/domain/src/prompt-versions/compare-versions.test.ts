import { describe, expect, it } from 'vitest';
import type { CommunicationAnalysis } from '../style/communication-analysis.ts';
import { measureStyle } from '../style/measured-style.ts';
import { compareVersions } from './compare-versions.ts';
import { diffText } from './diff-text.ts';
import { summarizeRatings } from './summarize-ratings.ts';

const analysis: CommunicationAnalysis = {
  communication_style: {
    formality_level: 'casual',
    emoji_usage: 'heavy',
    response_length: 'short',
    tone: 'friendly',
  },
  personality_traits: ['helpful', 'kind'],
  behavioral_patterns: [],
  response_characteristics: {
    typical_greeting: 'Hey!',
    common_phrases: [],
    question_style: 'direct',
    supportiveness: 'high',
  },
};

describe('diffText', () => {
  it('marks every line as added, removed or unchanged', () => {
    expect(diffText('a\nb\nc', 'a\nx\nc\nd')).toEqual([
      { type: 'unchanged', text: 'a' },
      { type: 'removed', text: 'b' },
      { type: 'added', text: 'x' },
      { type: 'unchanged', text: 'c' },
      { type: 'added', text: 'd' },
    ]);
  });

  it('does not mind line ends, and keeps blank lines', () => {
    expect(diffText('a\r\n\r\nb', 'a\n\nb\n').map(({ type }) => type)).toEqual(Array(3).fill('unchanged'));
    expect(diffText('', '')).toEqual([]);
  });
});

describe('compareVersions', () => {
  const a = { system_prompt: 'one', analysis, measured_style: measureStyle(['hi 😂', 'ok']) };

  it('finds no difference between a version and itself', () => {
    const { text_diff, analysis_diff, style_diff } = compareVersions(a, a);
    expect(text_diff).toEqual([{ type: 'unchanged', text: 'one' }]);
    expect([...analysis_diff, ...style_diff]).toEqual([]);
  });

  it('names nested fields by path and compares lists as sets', () => {
    const b = {
      ...a,
      analysis: {
        ...analysis,
        communication_style: { ...analysis.communication_style, formality_level: 'formal' as const },
        personality_traits: ['kind', 'precise'],
        behavioral_patterns: ['asks back'],
      },
    };
    expect(compareVersions(a, b).analysis_diff).toEqual([
      { path: 'communication_style.formality_level', before: 'casual', after: 'formal', change: 'changed' },
      { path: 'personality_traits', before: ['helpful'], after: ['precise'], change: 'changed' },
      { path: 'behavioral_patterns', before: [], after: ['asks back'], change: 'added' },
    ]);
  });

  it('gives the difference of every figure that changed', () => {
    const { style_diff } = compareVersions(a, { ...a, measured_style: measureStyle(['hi 😂', 'ok 😂']) });
    expect(style_diff).toContainEqual({ path: 'emoji_rate', before: 0.5, after: 1, difference: 0.5 });
    expect(style_diff.map(({ path }) => path)).not.toContain('message_count');
  });

  it('shows a version without analysis or figures as having none', () => {
    const bare = { system_prompt: 'one', analysis: null, measured_style: null };
    const { analysis_diff, style_diff } = compareVersions(a, bare);
    expect(analysis_diff).toContainEqual({
      path: 'communication_style.tone',
      before: 'friendly',
      after: null,
      change: 'removed',
    });
    expect(style_diff).toContainEqual({ path: 'message_count', before: 2, after: null, difference: null });
  });
});

describe('summarizeRatings', () => {
  it('averages to two decimals and counts each value', () => {
    expect(summarizeRatings([5, 4, 4])).toEqual({
      average: 4.33,
      count: 3,
      distribution: { '1': 0, '2': 0, '3': 0, '4': 2, '5': 1 },
    });
  });

  it('has no average without ratings, and ignores what is no rating', () => {
    expect(summarizeRatings([])).toMatchObject({ average: null, count: 0 });
    expect(summarizeRatings([0, 6, 2.5])).toMatchObject({ average: null, count: 0 });
  });
});
