import type { Box } from './pixel-image.ts';
import type { ReadLine } from './read-strips.ts';

/** An emoji that was recognised, with its place on the bubble's sheet. */
export interface PlacedEmoji {
  readonly emoji: string;
  readonly box: Box;
}

interface Piece {
  readonly text: string;
  readonly box: Box;
  readonly isEmoji: boolean;
}

/** The text of a bubble's lines with its emoji where they stand: in lines by position, on lines of their own else. */
export function placeEmoji(lines: readonly ReadLine[], emoji: readonly PlacedEmoji[]): string {
  const rows = lines.map((line) => ({ middle: middleOfLine(line), line, emoji: new Array<PlacedEmoji>() }));
  const alone: { middle: number; emoji: PlacedEmoji[] }[] = [];
  for (const placed of emoji) {
    const middle = (placed.box.top + placed.box.bottom) / 2;
    const reach = (placed.box.bottom - placed.box.top) * 0.6;
    const distance = (row: { middle: number }) => Math.abs(row.middle - middle);
    const row = [...rows, ...alone]
      .filter((candidate) => distance(candidate) < reach)
      .sort((a, b) => distance(a) - distance(b))[0];
    if (row === undefined) alone.push({ middle, emoji: [placed] });
    else row.emoji.push(placed);
  }
  return [
    ...rows.map((row) => ({
      middle: row.middle,
      text: row.emoji.length === 0 ? row.line.text : joinPieces(row.line, row.emoji),
    })),
    ...alone.map((row) => ({ middle: row.middle, text: joinPieces(undefined, row.emoji) })),
  ]
    .sort((a, b) => a.middle - b.middle)
    .map(({ text }) => text)
    .join(' ')
    .trim();
}

function middleOfLine({ words }: ReadLine): number {
  const tops = words.map(({ box }) => box.top);
  const bottoms = words.map(({ box }) => box.bottom);
  return (Math.min(...tops) + Math.max(...bottoms)) / 2;
}

function joinPieces(line: ReadLine | undefined, emoji: readonly PlacedEmoji[]): string {
  const pieces: Piece[] = [
    ...(line?.words ?? []).map(({ text, box }) => ({ text, box, isEmoji: false })),
    ...emoji.map((placed) => ({ text: placed.emoji, box: placed.box, isEmoji: true })),
  ].sort((a, b) => a.box.left - b.box.left);
  return pieces
    .map((piece, index) => {
      const before = pieces[index - 1];
      const attached =
        before !== undefined &&
        before.isEmoji &&
        piece.isEmoji &&
        piece.box.left - before.box.right < (piece.box.right - piece.box.left) * 0.3;
      return index === 0 || attached ? piece.text : ` ${piece.text}`;
    })
    .join('');
}
