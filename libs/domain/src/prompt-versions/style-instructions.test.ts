import { describe, expect, it } from 'vitest';
import { readStyleInstructions } from './style-instructions.ts';

describe('readStyleInstructions', () => {
  it('reads the two examples of seed 000', () => {
    expect(readStyleInstructions('Be more professional, use business language, minimal emojis')).toEqual({
      emoji: 'fewer',
      formality: 'more',
      length: null,
    });
    expect(readStyleInstructions('Be more casual and friendly, use fewer emojis')).toEqual({
      emoji: 'fewer',
      formality: 'less',
      length: null,
    });
  });

  it.each([
    ['no emojis please', 'none'],
    ["Don't use any emoji.", 'none'],
    ['Never use emojis', 'none'],
    ['avoid using emojis', 'none'],
    ['answer without emoji', 'none'],
    ["don't use so many emojis", 'fewer'],
    ['not too many emojis', 'fewer'],
    ['use emojis sparingly', 'fewer'],
    ['use more emojis', 'more'],
    ['lots of emojis!', 'more'],
  ])('reads "%s" as %s', (instructions, wish) => {
    expect(readStyleInstructions(instructions).emoji).toBe(wish);
  });

  it.each([
    ['be less formal', 'less'],
    ['not so formal', 'less'],
    ['less casual', 'more'],
    ['keep a professional tone', 'more'],
  ])('reads "%s" as %s formality', (instructions, wish) => {
    expect(readStyleInstructions(instructions).formality).toBe(wish);
  });

  it.each([
    ['keep it short', 'shorter'],
    ['more concise', 'shorter'],
    ['give detailed answers', 'longer'],
  ])('reads "%s" as %s', (instructions, wish) => {
    expect(readStyleInstructions(instructions).length).toBe(wish);
  });

  it('lets the wish named last decide between two', () => {
    expect(readStyleInstructions('Use more emojis. No, wait: no emojis.').emoji).toBe('none');
  });

  it('finds nothing where nothing is asked', () => {
    const nothing = { emoji: null, formality: null, length: null };
    expect(readStyleInstructions('')).toEqual(nothing);
    expect(readStyleInstructions('You love emoji art and short stories about professional divers.')).toEqual(
      nothing,
    );
  });
});
