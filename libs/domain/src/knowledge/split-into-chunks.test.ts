import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeText } from './normalize-text.ts';
import { defaultChunkSizes, splitIntoChunks } from './split-into-chunks.ts';

const chunksOf = (text: string, sizes = defaultChunkSizes) => [...splitIntoChunks(text, sizes)];
const small = { target: 60, overlap: 25 };

describe('splitIntoChunks', () => {
  it('keeps a short text whole, and gives nothing for none', () => {
    expect(chunksOf('  We open at seven.\r\n\r\n\r\nClosed on Mondays.  ')).toEqual([
      'We open at seven.\n\nClosed on Mondays.',
    ]);
    expect(chunksOf(' \n\u0000\n ')).toEqual([]);
  });

  it('ends a chunk with a paragraph where the next does not fit', () => {
    const first = 'The bakery opens at seven in the morning.';
    const second = 'Bread is baked at night, and sold until noon.';
    expect(chunksOf(`${first}\n\n${second}`, { target: 60, overlap: 0 })).toEqual([first, second]);
  });

  it('cuts a long paragraph between sentences, and repeats the end of a chunk in the next', () => {
    const text = 'The bakery opens at seven. Bread is sold. Cake is sold on Sundays only, until it is gone.';
    expect(chunksOf(text, small)).toEqual([
      'The bakery opens at seven. Bread is sold.',
      'Cake is sold on Sundays only, until it is gone.',
    ]);
    expect(chunksOf(text, { target: 70, overlap: 25 })[1]).toBe(
      'Bread is sold. Cake is sold on Sundays only, until it is gone.',
    );
  });

  it('takes a heading along into the chunk that follows it', () => {
    const text =
      'Nothing of interest is said here at all.\n\n# Opening hours\n\nAt seven in the morning, every single day.';
    expect(chunksOf(text, { target: 70, overlap: 25 })).toEqual([
      'Nothing of interest is said here at all.\n\n# Opening hours',
      '# Opening hours\n\nAt seven in the morning, every single day.',
    ]);
  });

  it('cuts a sentence that is too long between words, and a word inside, but no emoji', () => {
    const words = chunksOf(Array.from({ length: 40 }, (_, index) => `word${index}`).join(' '), small);
    expect(words.every((chunk) => chunk.length <= 60 && /^word\d+( word\d+)*$/u.test(chunk))).toBe(true);
    const faces = chunksOf('😀'.repeat(100), { target: 61, overlap: 0 });
    expect(faces.join('')).toBe('😀'.repeat(100));
    expect(faces.every((chunk) => chunk.isWellFormed())).toBe(true);
  });

  it('splits text without spaces between words, such as Chinese, at its sentences', () => {
    const text = '面包店早上七点开门。'.repeat(10);
    expect(chunksOf(text, { target: 35, overlap: 0 })[0]).toBe('面包店早上七点开门。'.repeat(3));
  });

  it('goes through a long text a bit at a time, and loses nothing between the bits', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} of a long chat`);
    const chunks = chunksOf(lines.join('\n'), { target: 800, overlap: 0 });
    expect(chunks.join('\n').split('\n')).toEqual(lines);
    const words = chunksOf('word '.repeat(30_000), { target: 800, overlap: 0 });
    expect(words.join(' ')).toBe('word '.repeat(30_000).trim());
    expect(chunksOf('😀'.repeat(40_001), { target: 801, overlap: 0 }).join('')).toBe('😀'.repeat(40_001));
  });

  it('makes no chunk of what the one before has, when an empty line follows a full one', () => {
    const text = '𐀀 ! !𐀀 . 𐀀 !𐀀 ! 𐀀 ! !𐀀! 𐀀\n\n𐀀 𐀀 𐀀 !𐀀 ?';
    const chunks = chunksOf(text, { target: 32, overlap: 20 });
    expect(chunks).toEqual(['𐀀 ! !𐀀 . 𐀀 !𐀀 ! 𐀀 ! !𐀀! 𐀀', '𐀀 ! !𐀀! 𐀀\n\n𐀀 𐀀 𐀀 !𐀀 ?']);
  });

  it('loses nothing, never exceeds the target, and gives the same chunks again, for any text', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const glue = fc.constantFrom(' ', '. ', '\n', '\n\n', '? ');
    const texts = fc.array(fc.tuple(word, glue), { maxLength: 80 }).map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 30, max: 200 }), (text, target) => {
        const chunks = chunksOf(text, { target, overlap: 20 });
        expect(chunks.every((chunk) => chunk !== '' && chunk.length <= target)).toBe(true);
        const whole = normalizeText(text);
        const ends = chunks.reduce((covered, chunk) => endsOf(whole, covered, chunk), new Set([0]));
        expect([...ends].some((end) => whole.slice(end).trim() === '')).toBe(true);
        expect(chunksOf(text, { target, overlap: 20 })).toEqual(chunks);
      }),
    );
  });
});

/** Up to where a text may be covered with one more chunk, which leaves out nothing and adds something. A text may repeat itself. */
function endsOf(whole: string, covered: ReadonlySet<number>, chunk: string): Set<number> {
  const ends = new Set<number>();
  for (const end of covered) {
    const next = whole.length - whole.slice(end).trimStart().length;
    const first = Math.max(0, end - chunk.length + 1);
    for (let at = whole.indexOf(chunk, first); at >= 0 && at <= next; at = whole.indexOf(chunk, at + 1))
      ends.add(at + chunk.length);
  }
  return ends;
}
