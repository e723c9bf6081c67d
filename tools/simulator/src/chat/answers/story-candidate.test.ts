import { expect, it } from 'vitest';
import { storyCandidate } from './story-candidate.ts';

const request = (details: string[], prompt = 'A knight sets out to face a dragon') => ({
  system: '',
  user: JSON.stringify({ genre: 'fantasy', prompt, style: 'Use vivid sensory details.', details }),
  model: 'gpt-5.4-mini',
  pictures: [],
  seed: '1',
});

const shingles = (text: string) => {
  const words = text.toLowerCase().match(/[\p{L}’]+/gu) ?? [];
  return new Set(words.slice(2).map((_, index) => words.slice(index, index + 3).join(' ')));
};

it('is about the prompt, works every detail in, and has somebody speak', () => {
  const story = storyCandidate(request(['lantern', 'kettle', 'violin']))?.story ?? '';
  for (const wanted of ['lantern', 'kettle', 'violin', 'knight sets out']) expect(story).toContain(wanted);
  expect(story).toMatch(/"[^"]+"/u);
  expect(story.length).toBeGreaterThan(250);
  expect(story.length).toBeLessThan(800);
  expect(story).not.toContain('{');
});

it('tells the same story again, and hardly a phrase of it to another request', () => {
  const stories = Array.from(
    { length: 200 },
    (_, index) => storyCandidate(request(['lantern', 'kettle', `thing${String(index)}`]))?.story ?? '',
  );
  expect(storyCandidate(request(['lantern', 'kettle', 'thing0']))?.story).toBe(stories[0]);
  const sets = stories.map(shingles);
  const alike = sets.flatMap((one, index) =>
    sets.slice(index + 1).map((other) => {
      const shared = [...one].filter((shingle) => other.has(shingle)).length;
      return shared / (one.size + other.size - shared);
    }),
  );
  expect(Math.max(...alike)).toBeLessThan(0.6);
});

it('answers nothing when the prompt is no request for a story', () => {
  expect(storyCandidate({ ...request([]), user: 'Hello!' })).toBeUndefined();
});
