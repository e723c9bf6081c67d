import { expect, test } from 'vitest';
import { analyzeCommunication } from './analyze-communication.ts';
import { answerChat } from './answer-chat.ts';
import { draftPrompt } from './draft-prompt.ts';
import type { ChatRequest } from '../chat-request.ts';

const persona = (exchanges: string, instructions = '') => `## Who you are

You are Maya. Answer every message as Maya would, in the first person.

${instructions === '' ? '' : `## The trainer's instructions\n\n${instructions}\n\n`}## Real exchanges

Quotes from Maya's chats.

${exchanges}`;

const exchanges = [
  'Them: are you coming to the concert on friday?\nMaya: omg yes!! already got my ticket 🎉',
  'Them: how was the exam?\nMaya: haha don’t ask, but i think i passed 😅',
  'Them: hey\nMaya: heyyy you! what’s up?',
].join('\n\n');

const request = (system: string, user: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  model: 'gpt-5',
  messages: [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ],
  ...more,
});

test('the persona answers as it did to the most similar message', () => {
  expect(answerChat(request(persona(exchanges), 'how did your exam go?'), [], 0)).toContain(
    'i think i passed',
  );
  expect(answerChat(request(persona(exchanges), 'will you come to that concert?'), [], 0)).toContain(
    'got my ticket',
  );
});

test('the persona greets back in its own words', () => {
  expect(answerChat(request(persona(exchanges), 'Hi!'), [], 0)).toContain('heyyy you');
});

test('instructions overrule the examples: no emoji, professional wording', () => {
  const system = persona(exchanges, 'Be more professional, no emoji.');
  const answer = answerChat(request(system, 'will you come to that concert?'), [], 0);
  expect(answer).not.toMatch(/\p{Emoji_Presentation}|omg|!/u);
  expect(answer).toMatch(/^\p{Lu}.*\.$/u);
});

test('a passage of knowledge that bears on the question is answered from', () => {
  const system = `${persona(exchanges)}\n\n## What you know\n\nPassages from your documents.\n\n[1] Opening hours\nThe studio opens at nine on weekdays. Parking is free.`;
  expect(answerChat(request(system, 'When does the studio open?'), [], 0)).toMatch(/nine on weekdays/iu);
});

test('the same question gets the same answer, another prompt another one', () => {
  const first = answerChat(request(persona(exchanges), 'What do you think about sailing?'), [], 0);
  expect(answerChat(request(persona(exchanges), 'What do you think about sailing?'), [], 0)).toBe(first);
  const formal = persona(
    'Them: Good morning\nMaya: Good morning, how may I help?',
    'Use formal business language, no emoji.',
  );
  expect(answerChat(request(formal, 'What do you think about sailing?'), [], 0)).not.toBe(first);
});

test('advice in a professional voice sounds like the example of the product', () => {
  const system = "## Who you are\n\nYou are Maya.\n\n## The trainer's instructions\n\nUse business language.";
  expect(answerChat(request(system, 'How should I handle this client meeting?'), [], 0)).toMatch(
    /client meeting/u,
  );
});

test('members of an ensemble tell different stories to the same prompt', () => {
  const stories = ['gpt-5', 'gpt-5-mini', 'gpt-4.1', 'gpt-4o'].map((model) =>
    answerChat(request('You write.', 'Write a short story about a lighthouse.', { model }), [], 0),
  );
  expect(new Set(stories).size).toBe(4);
  for (const story of stories) expect(story).not.toContain('{');
});

test('a judge gives every listed candidate a score within the range of the schema', () => {
  const schema = {
    type: 'object',
    properties: {
      scores: {
        type: 'array',
        items: {
          type: 'object',
          properties: { candidate: { type: 'integer' }, score: { type: 'number', minimum: 0, maximum: 10 } },
        },
      },
    },
  };
  const user = JSON.stringify({ candidates: ['A grey day.', 'The sea sang.', 'No one came.'] });
  const answer: unknown = JSON.parse(
    answerChat(
      request('Judge.', user, {
        response_format: { type: 'json_schema', json_schema: { name: 'votes', schema } },
      }),
      [],
      0,
    ),
  );
  expect(answer).toMatchObject({ scores: [{ candidate: 0 }, { candidate: 1 }, { candidate: 2 }] });
});

const casual = Array.from({ length: 6 }, (_, index) => `hey lol gonna be late ${index} 😂😂`);

test('the analysis counts what is in the messages', () => {
  const analysis = analyzeCommunication(JSON.stringify({ messages: casual, instructions: '' }));
  expect(analysis.communication_style).toMatchObject({
    emoji_usage: 'heavy',
    formality_level: 'very_casual',
    response_length: 'short',
  });
  expect(analysis.response_characteristics.common_phrases).toContain('hey lol gonna be');
  expect(analysis.response_characteristics.typical_greeting).toBe('hey');
});

test('instructions move the analysis', () => {
  const instructions = 'Be more professional, use business language, minimal emojis';
  const analysis = analyzeCommunication(JSON.stringify({ messages: casual, instructions }));
  expect(analysis.communication_style).toMatchObject({ emoji_usage: 'light', formality_level: 'formal' });
});

test('an analysis of text that is no JSON still counts its lines', () => {
  const analysis = analyzeCommunication('Ann: Hello! Could you help me?\nAnn: Thank you so much!');
  expect(analysis.response_characteristics.typical_greeting).toBe('Hello!');
});

test('the prompt draft covers instructions and measured habits', () => {
  const draft = draftPrompt(
    JSON.stringify({
      avatar: { name: 'Maya', backstory: '', traits: ['curious'], mbti: null },
      analysis: analyzeCommunication(JSON.stringify({ messages: casual })),
      measured_style: null,
      instructions: 'No emoji. Mention the weather.',
    }),
  );
  expect(draft.voice_rules).toContain('Use no emoji.');
  expect(draft.voice_rules).toContain('Mention the weather.');
  expect(draft.summary).toMatch(/^You are /u);
});
