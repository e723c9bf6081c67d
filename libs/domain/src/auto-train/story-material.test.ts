import { describe, expect, it } from 'vitest';
import { genres } from './genres.ts';
import { isNearDuplicate, signatureOf } from './near-duplicates.ts';
import { detailsPerStory, pickDetails, storyDetails } from './story-details.ts';
import { promptsPerGenre, storyPrompts } from './story-prompts.ts';
import { styleModifiers } from './style-modifiers.ts';

const allPrompts = genres.flatMap((genre) => storyPrompts[genre]);

describe('prompts', () => {
  it.each(genres)('has ten for %s', (genre) => {
    expect(storyPrompts[genre]).toHaveLength(promptsPerGenre);
  });

  it('are 80 different ones that are not much alike', () => {
    const signatures = allPrompts.map(signatureOf);
    const alike = signatures.flatMap((one, index) =>
      signatures.slice(index + 1).filter((other) => isNearDuplicate(one, other)),
    );
    expect(new Set(allPrompts).size).toBe(80);
    expect(alike).toEqual([]);
  });

  it('are phrases that a full stop can follow', () => {
    for (const prompt of allPrompts) expect(prompt).toMatch(/^\p{Lu}.*[^.!?\s]$/u);
  });

  it.each([
    ['fantasy', /wizard.*spellbook/],
    ['fantasy', /knight.*dragon/],
    ['fantasy', /princess of the elves.*kingdoms/],
    ['dark_fantasy', /necromancer/],
    ['dark_fantasy', /night.*province/i],
    ['dark_fantasy', /rite.*wakes/],
    ['sci_fi', /message from another species/],
    ['sci_fi', /colony ship/],
    ['sci_fi', /systems.*diary/],
  ] as const)('have the seed’s idea for %s that matches %s', (genre, idea) => {
    expect(storyPrompts[genre].some((prompt) => idea.test(prompt))).toBe(true);
  });
});

it('has ten different style modifiers', () => {
  expect(new Set(styleModifiers).size).toBe(10);
});

it('picks three different details, the same ones for the same seed', () => {
  expect(new Set(storyDetails).size).toBe(storyDetails.length);
  expect(new Set(pickDetails(7)).size).toBe(detailsPerStory);
  expect(pickDetails(7)).toEqual(pickDetails(7));
  expect(pickDetails(7)).not.toEqual(pickDetails(8));
});
