import { normalizeText } from './normalize-text.ts';

/** Sizes of chunks, in UTF-16 code units. */
export type ChunkSizes = {
  /** A chunk is never longer. */
  target: number;
  /** As much of a chunk's end as whole sentences fit into this is repeated at the beginning of the next. */
  overlap: number;
};

/** About 200 tokens: small enough to be about one thing, large enough to be understood alone. */
export const defaultChunkSizes: ChunkSizes = { target: 800, overlap: 120 };

/** Share of the target from which a chunk ends before a paragraph that does not fit, rather than inside of it. */
const fullEnough = 0.5;

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });
const words = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * Splits a text into chunks for retrieval: whole paragraphs where they fit, else whole sentences, else whole words.
 * Each chunk is a piece of the text as it stands after `normalizeText`. Deterministic: the same text gives the same
 * chunks, so that a chunk is known by its position.
 *
 * A generator, because a book has tens of thousands of chunks and whoever reads them may want to pause in between.
 */
export function* splitIntoChunks(
  text: string,
  { target, overlap }: ChunkSizes = defaultChunkSizes,
): Generator<string, void, void> {
  let pieces: string[] = [];
  let length = 0;
  /** Whether any of it is not in the chunk before as well; white space alone would make no chunk. */
  let hasMore = false;

  const startAfter = (chunk: readonly string[], room: number) => {
    pieces = tailOf(chunk, Math.min(overlap, room));
    hasMore = false;
    length = lengthOf(pieces);
  };
  for (const paragraph of paragraphsOf(text)) {
    if (hasMore && length >= target * fullEnough && length + paragraph.length > target) {
      yield pieces.join('').trim();
      startAfter(pieces, target - Math.min(paragraph.length, target));
    }
    for (const piece of piecesOf(paragraph, target)) {
      const visible = piece.trimEnd().length;
      if (visible > 0 && length + visible > target) {
        if (hasMore) yield pieces.join('').trim();
        startAfter(pieces, target - visible);
      }
      pieces.push(piece);
      length += piece.length;
      hasMore ||= visible > 0;
    }
  }
  if (hasMore) yield pieces.join('').trim();
}

/** Paragraphs of the normalized text, each with the empty line that ends it. */
function* paragraphsOf(text: string): Generator<string, void, void> {
  for (const { block, border } of blocksOf(text)) {
    const normalized = normalizeText(block);
    for (let start = 0; start < normalized.length;) {
      const found = normalized.indexOf('\n\n', start);
      const end = found < 0 ? normalized.length : found + 2;
      yield found < 0 ? normalized.slice(start) + border : normalized.slice(start, end);
      start = end;
    }
  }
}

/** Characters that are normalized and searched for sentences at a time: some milliseconds of work. */
const blockCharacters = 32_768;

/**
 * The text in blocks that end with a paragraph where possible, else with a line, else with a word; `border` is what
 * stood between a block and the next.
 */
function* blocksOf(text: string): Generator<{ block: string; border: string }, void, void> {
  let start = 0;
  while (text.length - start > blockCharacters) {
    const window = text.slice(start, start + blockCharacters);
    const [border = '', at = blockCharacters] = ['\n\n', '\n', ' ']
      .map((mark) => [mark, window.lastIndexOf(mark)] as const)
      .find(([, index]) => index > blockCharacters / 2) ?? ['', wholeCharacters(window, blockCharacters)];
    yield { block: window.slice(0, at), border };
    start += at + border.length;
  }
  yield { block: text.slice(start), border: '' };
}

/** The largest length up to `length` that does not cut an emoji or another pair of surrogates in two. */
function wholeCharacters(text: string, length: number): number {
  const unit = text.charCodeAt(length - 1);
  return unit >= 0xd800 && unit < 0xdc00 ? length - 1 : length;
}

/** The sentences of a paragraph; one that is too long in words, and a word that is too long in parts. */
function* piecesOf(paragraph: string, target: number): Generator<string, void, void> {
  for (const { segment: sentence } of sentences.segment(paragraph)) {
    if (sentence.trimEnd().length <= target) yield sentence;
    else yield* partsOf(sentence, target);
  }
}

function* partsOf(sentence: string, target: number): Generator<string, void, void> {
  let part = '';
  for (const { segment: word } of words.segment(sentence)) {
    if (part.length + word.trimEnd().length > target) {
      yield part;
      part = '';
    }
    part += word;
    while (part.length > target && part.trimEnd().length > target) {
      const end = wholeCharacters(part, target);
      yield part.slice(0, end);
      part = part.slice(end);
    }
  }
  if (part !== '') yield part;
}

/** The last pieces, as many as fit into `room`; never all of them, since a chunk must get on. */
function tailOf(pieces: readonly string[], room: number): string[] {
  let left = room;
  let start = pieces.length;
  while (start > 1 && (pieces[start - 1]?.length ?? 0) <= left) {
    start -= 1;
    left -= pieces[start]?.length ?? 0;
  }
  return pieces.slice(start);
}

function lengthOf(pieces: readonly string[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
