import { expect, test } from 'vitest';
import { analyzeConversation } from './analyze-conversation.ts';

const turns = (...texts: [role: 'user' | 'avatar', text: string][]) =>
  JSON.stringify({ turns: texts.map(([role, text]) => ({ role, text })) });

const mortgage = turns(
  ['user', "I'm confused, should I pay off the mortgage early? I have no idea"],
  ['avatar', 'Compare the mortgage interest with what your savings earn, then decide.'],
  ['user', 'The mortgage costs 4 percent'],
  ['avatar', 'Then pay the mortgage first: your savings earn less than that.'],
  ['user', 'That makes sense, thank you!'],
);

test('labels come from the words of the conversation', () => {
  const { persona, emotional_arc, training_topic, quality_score } = analyzeConversation(mortgage);
  expect(emotional_arc).toMatch(/^confusion_to_/);
  expect(training_topic).toContain('mortgage');
  expect(persona).toMatch(/^[a-z]+_[a-z]+$/);
  expect(quality_score).toBeGreaterThan(3.5);
});

test('another conversation gets other labels, and short replies a lower score', () => {
  const other = analyzeConversation(turns(['user', 'yay, concert on friday! so happy'], ['avatar', 'ok']));
  expect(other.persona).toMatch(/^cheerful_/);
  expect(other.training_topic).toContain('concert');
  expect(other.quality_score).toBeLessThan(2.5);
});

test('what is no conversation is labelled, too', () => {
  expect(analyzeConversation('')).toMatchObject({ training_topic: 'small_talk', quality_score: 1 });
});
