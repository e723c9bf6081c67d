import { describe, expect, it } from 'vitest';

import { OMISSION, renderTranscript } from './render-transcript.ts';

const messages = Array.from({ length: 500 }, (_, index) => ({
  speaker: index % 2 ? 'Ash' : 'Misty',
  text: `message number ${index}`,
  sentAt: null,
  attachment: null,
}));

describe('renderTranscript', () => {
  it('writes everything where it fits, one line a message', () => {
    const some = [
      { speaker: 'Ash', text: 'one\n\ntwo', sentAt: null, attachment: null },
      { speaker: 'Misty', text: '', sentAt: null, attachment: 'image' },
    ];
    expect(renderTranscript(some, { maxCharacters: 1000 })).toBe('Ash: one / two\nMisty: [image]');
  });

  it.each([200, 1_000, 5_000, 10_000])(
    'stays within %i characters and uses most of them',
    (maxCharacters) => {
      const text = renderTranscript(messages, { maxCharacters, blockSize: 4 });
      expect(text.length).toBeLessThanOrEqual(maxCharacters);
      expect(text.length).toBeGreaterThan(maxCharacters / 2);
    },
  );

  it('samples from beginning to end, in blocks, the same way every time', () => {
    const text = renderTranscript(messages, { maxCharacters: 3_000 });
    expect(text).toContain('Misty: message number 0\nAsh: message number 1\n');
    expect(text).toContain('Ash: message number 499');
    expect(text.split(OMISSION).length).toBeGreaterThan(5);
    expect(renderTranscript(messages, { maxCharacters: 3_000 })).toBe(text);
  });

  it('has nothing to say about nothing', () => {
    expect(renderTranscript([], { maxCharacters: 10 })).toBe('');
  });
});
