import type { GreyImage } from './grey-image.ts';
import type { Box } from './pixel-image.ts';
import type { Shape } from './shapes.ts';

/** Ink that is lighter by this than the darkest of its bubble is a label, not a message (0–255). */
const paler = 50;

/**
 * Finds the rectangle of the time and ticks that messengers put at a bubble's lower right: smaller or paler
 * than the message, at the end of its lowest row. What is in it is decided after reading it.
 *
 * @param capitalHeight height of capital letters on this screenshot, in pixels.
 */
export function findTimeLabel(
  sheet: GreyImage,
  shapes: readonly Shape[],
  capitalHeight: number,
): Box | undefined {
  const bottom = Math.max(...shapes.map(({ box }) => box.bottom));
  const lowest = shapes.filter(({ box }) => (box.top + box.bottom) / 2 > bottom - capitalHeight * 1.15);
  const full = darkness(sheet, shapes);
  const isPale = (some: readonly Shape[]) => darkness(sheet, some) > full + paler;
  const label: Shape[] = [];
  for (const word of intoWords(lowest, capitalHeight * 0.5).reverse()) {
    if (!isPale(word) && !isSmall(word, capitalHeight)) break;
    if (label.length > 0 && Math.abs(middleOf(word) - middleOf(label)) > capitalHeight * 0.5) break;
    label.push(...word);
    if (hasColon(word)) break;
  }
  const isTime = label.length >= 3 && (hasColon(label) || isPale(label));
  return isTime ? around(label) : undefined;
}

/** Words without a stem are as low as a time's digits; what they have not is two equal dots above each other. */
function hasColon(shapes: readonly Shape[]): boolean {
  const { top, bottom } = around(shapes);
  const dots = shapes.filter(({ box }) => box.bottom - box.top < (bottom - top) * 0.4);
  return dots.some((upper) =>
    dots.some(
      (lower) =>
        lower.box.top > upper.box.bottom &&
        Math.abs(lower.box.left - upper.box.left) <= 1 &&
        Math.abs(lower.box.right - upper.box.right) <= 1,
    ),
  );
}

function intoWords(shapes: readonly Shape[], gap: number): Shape[][] {
  const words: Shape[][] = [];
  let end = -Infinity;
  for (const shape of shapes.toSorted((a, b) => a.box.left - b.box.left)) {
    const current = words.at(-1);
    if (current === undefined || shape.box.left - end > gap) words.push([shape]);
    else current.push(shape);
    end = Math.max(end, shape.box.right);
  }
  return words;
}

const isSmall = (word: readonly Shape[], capitalHeight: number): boolean =>
  word.every(({ box }) => box.bottom - box.top < capitalHeight * 0.87);

function middleOf(shapes: readonly Shape[]): number {
  const { top, bottom } = around(shapes);
  return (top + bottom) / 2;
}

/** How dark the darkest tenth of some ink is: 0 is black, 255 white. */
function darkness(sheet: GreyImage, shapes: readonly Shape[]): number {
  const values = shapes
    .flatMap(({ pixels }) => pixels.map((pixel) => sheet.data[pixel] ?? 255))
    .sort((a, b) => a - b);
  return values[Math.floor(values.length * 0.1)] ?? 255;
}

function around(shapes: readonly Shape[]): Box {
  return {
    left: Math.min(...shapes.map(({ box }) => box.left)),
    top: Math.min(...shapes.map(({ box }) => box.top)),
    right: Math.max(...shapes.map(({ box }) => box.right)),
    bottom: Math.max(...shapes.map(({ box }) => box.bottom)),
  };
}
