import type { ParsedMessage } from './message.ts';

export interface TranscriptOptions {
  /** The result is never longer, in UTF-16 code units. */
  readonly maxCharacters: number;
  /** Messages kept together where the conversation is sampled, so that replies stay beside what they answer. */
  readonly blockSize?: number;
}

/** Stands where messages were left out. */
export const OMISSION = '[…]';

function lineOf({ speaker, text, attachment }: ParsedMessage): string {
  if (text === '') return `${speaker}: [${attachment ?? 'empty'}]`;
  const lines = text.split('\n').map((line) => line.trim());
  return `${speaker}: ${lines.filter(Boolean).join(' / ')}`;
}

/** `count` of `total` indices, evenly spread, first and last included where more than one. */
function spread(total: number, count: number): number[] {
  if (count >= total) return Array.from({ length: total }, (_, index) => index);
  if (count <= 1) return total > 0 && count === 1 ? [Math.floor((total - 1) / 2)] : [];
  return Array.from({ length: count }, (_, index) => Math.round((index * (total - 1)) / (count - 1)));
}

function joined(blocks: readonly string[], chosen: readonly number[]): string {
  const parts: string[] = [];
  let expected = 0;
  for (const index of chosen) {
    if (index !== expected) parts.push(OMISSION);
    parts.push(blocks[index] ?? '');
    expected = index + 1;
  }
  if (chosen.length > 0 && expected < blocks.length) parts.push(OMISSION);
  return parts.join('\n');
}

/**
 * Writes messages as `Name: text` lines within a budget of characters.
 *
 * Where not all fit, blocks of neighbouring messages are taken evenly over the whole conversation, as many as fit, with
 * `[…]` between them. Line breaks inside a message become ` / `. Deterministic: the same input gives the same text.
 *
 * @returns the transcript, at most `maxCharacters` long; a single block that is too long is cut
 */
export function renderTranscript(messages: readonly ParsedMessage[], options: TranscriptOptions): string {
  const { maxCharacters, blockSize = 12 } = options;
  const lines = messages.map(lineOf);
  const whole = lines.join('\n');
  if (whole.length <= maxCharacters) return whole;
  const blocks: string[] = [];
  for (let start = 0; start < lines.length; start += blockSize) {
    blocks.push(lines.slice(start, start + blockSize).join('\n'));
  }
  let fits = 0;
  let tooMany = blocks.length;
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2);
    if (joined(blocks, spread(blocks.length, count)).length <= maxCharacters) fits = count;
    else tooMany = count;
  }
  const chosen = spread(blocks.length, Math.max(fits, 1));
  return joined(blocks, chosen).slice(0, maxCharacters);
}
