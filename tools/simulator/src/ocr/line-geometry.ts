import type { PageLine } from './read-page.ts';
import type { ScreenshotMessage } from './screenshot.ts';
import { boxHeight } from './pixel-image.ts';
import { isPlaceholder, isSeparator, splitTrailingTime } from './text-cleaning.ts';

/** A line starts at the left margin, or ends at the right one, within this share of the width. */
const marginShare = 0.15;
/** Further than this many line heights below the line before, a new message starts. */
const messageGap = 1.1;

interface SidedLine {
  readonly side: 'left' | 'right';
  readonly line: PageLine;
}

/**
 * Tells the two sides of a chat without bubbles (outlined, or on paper) apart by where lines begin and end.
 * Returns nothing when the lines do not look two-sided, as those of a letter do not.
 */
export function messagesFromLines(lines: readonly PageLine[], width: number): ScreenshotMessage[] {
  const sided = lines.flatMap((line): SidedLine[] => {
    const side = sideOf(line, width);
    return side === undefined ? [] : [{ side, line }];
  });
  const lefts = sided.filter(({ side }) => side === 'left').length;
  const twoSided =
    lefts > 0 && lefts < sided.length && sided.length >= 3 && sided.length >= lines.length * 0.6;
  if (!twoSided) return [];
  return intoMessages(sided.toSorted((a, b) => a.line.box.top - b.line.box.top)).map(toMessage);
}

function sideOf({ box, text }: PageLine, width: number): SidedLine['side'] | undefined {
  if (isSeparator(text) || isPlaceholder(text)) return undefined;
  const atLeft = box.left < width * marginShare;
  const atRight = box.right > width * (1 - marginShare);
  if (atLeft && !atRight) return 'left';
  return atRight && box.left > width * marginShare * 1.3 ? 'right' : undefined;
}

function intoMessages(lines: readonly SidedLine[]): SidedLine[][] {
  const messages: SidedLine[][] = [];
  for (const line of lines) {
    const current = messages.at(-1);
    const before = current?.at(-1);
    const near =
      before !== undefined &&
      line.line.box.top - before.line.box.bottom < messageGap * boxHeight(line.line.box);
    if (current !== undefined && near && before.side === line.side) current.push(line);
    else messages.push([line]);
  }
  return messages;
}

function toMessage(lines: readonly SidedLine[]): ScreenshotMessage {
  const text = lines.map(({ line }) => line.text).join(' ');
  const split = splitTrailingTime(text);
  const timed = split !== undefined && split.text !== '' && /\s\d/u.test(text) ? split : undefined;
  return {
    side: lines[0]?.side ?? 'left',
    speaker: null,
    time: timed?.time ?? null,
    text: timed?.text ?? text,
  };
}
