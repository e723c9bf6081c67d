import { bubbleMask } from './bubble-mask.ts';
import type { Bubble } from './bubbles.ts';
import { readEmoji } from './emoji-reader.ts';
import { eraseShapes, findEmojiShapes, splitRow } from './emoji-shapes.ts';
import { blankGrey, copyGrey } from './grey-image.ts';
import type { GreyImage } from './grey-image.ts';
import { darkenInk, extractInk, inkBox } from './ink.ts';
import type { Box, PixelImage } from './pixel-image.ts';
import type { PlacedEmoji } from './place-emoji.ts';
import { findShapes, medianHeight } from './shapes.ts';
import type { Shape } from './shapes.ts';
import type { Strip } from './strip-page.ts';
import { findTimeLabel } from './time-label.ts';

/** What of a bubble is to be read: its message and, apart from it, the time in its corner. */
export interface BubbleStrips {
  readonly bubble: Bubble;
  readonly message: Strip | undefined;
  readonly time: Strip | undefined;
  /** The emoji that were recognised, placed on the message's sheet. */
  readonly emoji: readonly PlacedEmoji[];
}

/** Prepares all bubbles of a screenshot for reading. Letters are measured over the whole screenshot first. */
export function cutBubbleStrips(image: PixelImage, bubbles: readonly Bubble[]): BubbleStrips[] {
  const sheets = bubbles.map((bubble) => {
    const { box, color } = bubble.surface;
    const ink = extractInk(image, box, () => color, bubbleMask(bubble.surface));
    return { bubble, ink, shapes: findShapes(ink) };
  });
  const capitalHeight = typicalCapitalHeight(sheets.flatMap(({ shapes }) => shapes));
  return sheets.map((sheet) => cutBubble(image, sheet, capitalHeight));
}

/** Capitals and letters with a stem are about the tallest fifth of all shapes. */
function typicalCapitalHeight(shapes: readonly Shape[]): number {
  const heights = shapes
    .map(({ box }) => box.bottom - box.top)
    .filter((height) => height >= 5)
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length * 0.82)] ?? 10;
}

function cutBubble(
  image: PixelImage,
  { bubble, ink, shapes }: { bubble: Bubble; ink: GreyImage; shapes: readonly Shape[] },
  capitalHeight: number,
): BubbleStrips {
  const { box, color } = bubble.surface;
  const emoji = findEmojiShapes(shapes, { image, sheet: ink, origin: box, paper: color }, capitalHeight);
  eraseShapes(ink, emoji);
  const letters = shapes.filter((shape) => !emoji.includes(shape) && shape.pixels.length >= 2);
  const label = letters.length > 0 ? findTimeLabel(ink, letters, capitalHeight) : undefined;
  const time = label === undefined ? undefined : cutOut(ink, grow(label, ink));
  return {
    bubble,
    message: toStrip(ink, capitalHeight * 0.8),
    time:
      time === undefined
        ? undefined
        : toStrip(time, (medianHeight(findShapes(time)) ?? capitalHeight * 0.75) * 0.8),
    emoji: emoji.flatMap((shape) => splitRow(shape.box)).flatMap((area) => recognize(image, bubble, area)),
  };
}

function recognize(image: PixelImage, { surface }: Bubble, area: Box): PlacedEmoji[] {
  const { left, top } = surface.box;
  const onImage = {
    left: area.left + left,
    top: area.top + top,
    right: area.right + left,
    bottom: area.bottom + top,
  };
  const emoji = readEmoji(image, onImage, surface.color);
  return emoji === undefined ? [] : [{ emoji, box: area }];
}

/** Letters fade out over a pixel or two, which belong to them. */
const fringe = 2;

const grow = (area: Box, { width, height }: GreyImage): Box => ({
  left: Math.max(0, area.left - fringe),
  top: Math.max(0, area.top - fringe),
  right: Math.min(width, area.right + fringe),
  bottom: Math.min(height, area.bottom + fringe),
});

/** Moves a rectangle of the sheet to a sheet of its own. */
function cutOut(ink: GreyImage, area: Box): GreyImage {
  const piece = blankGrey(area.right - area.left, area.bottom - area.top);
  copyGrey(ink, area, piece, { left: 0, top: 0 });
  darkenInk(piece);
  const blank = blankGrey(piece.width, piece.height);
  copyGrey(blank, { left: 0, top: 0, right: blank.width, bottom: blank.height }, ink, area);
  return piece;
}

function toStrip(ink: GreyImage, letterHeight: number): Strip | undefined {
  const area = inkBox(ink);
  return area === undefined ? undefined : { ink, area, letterHeight };
}
