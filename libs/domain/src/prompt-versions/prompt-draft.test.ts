import { expect, it } from 'vitest';
import { composePromptDraftRequest, promptDraftJsonSchema, promptDraftSchema } from './prompt-draft.ts';

it('asks for summary, voice rules, behaviour rules and things to avoid', () => {
  expect(promptDraftJsonSchema).toMatchObject({
    required: ['summary', 'voice_rules', 'behavior_rules', 'avoid'],
  });
  expect(promptDraftSchema.safeParse({ summary: '', voice_rules: [], behavior_rules: [] }).success).toBe(
    false,
  );
});

it('sends profile, analysis, figures and instructions as JSON, and nothing else of the avatar', () => {
  const avatar = { name: 'Ash', backstory: '', traits: ['curious'], mbti: null, id: 'secret' };
  const { system, user } = composePromptDraftRequest({
    avatar,
    analysis: {
      communication_style: {
        formality_level: 'casual',
        emoji_usage: 'none',
        response_length: 'short',
        tone: 'dry',
      },
      personality_traits: [],
      behavioral_patterns: [],
      response_characteristics: {
        typical_greeting: 'none',
        common_phrases: [],
        question_style: 'rare',
        supportiveness: 'low',
      },
    },
    measuredStyle: null,
    instructions: 'Be "kind".',
  });
  expect(JSON.parse(user)).toMatchObject({
    avatar: { name: 'Ash', backstory: '', traits: ['curious'], mbti: null },
    analysis: { communication_style: { tone: 'dry' } },
    measured_style: null,
    instructions: 'Be "kind".',
  });
  expect(user).not.toContain('secret');
  expect(system).toContain('Order of precedence: instructions');
});
