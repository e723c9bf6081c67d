import type { GreyImage } from './grey-image.ts';
import type { Box, Color, PixelImage } from './pixel-image.ts';
import type { Shape } from './shapes.ts';

/** Colours further than this from the line between paper and ink are neither (0–255). */
const foreignColor = 45;

/** Emoji that touch are one shape; more than this in a row are something else. */
const longestRow = 8;

/**
 * Picks the shapes that are emoji: at least as high as a capital letter, as wide as high or a row of such, and mostly
 * in colours that no blend of black or white ink with the paper gives.
 */
export function findEmojiShapes(
  shapes: readonly Shape[],
  source: { image: PixelImage; sheet: GreyImage; origin: { left: number; top: number }; paper: Color },
  capitalHeight: number,
): Shape[] {
  return shapes.filter(({ box, pixels }) => {
    const width = box.right - box.left;
    const height = box.bottom - box.top;
    if (height < capitalHeight * 0.9 || width < capitalHeight * 0.8) return false;
    if (width / height > longestRow || height / width > 1.9) return false;
    if (pixels.length < width * height * 0.35) return false;
    const foreign = pixels.filter((pixel) => isForeign(colorAt(source, pixel), source.paper));
    return foreign.length > pixels.length * 0.3;
  });
}

/** The rectangles of the emoji in a shape: one, or several side by side. */
export function splitRow({ left, top, right, bottom }: Box): Box[] {
  const count = Math.max(1, Math.round((right - left) / ((bottom - top) * 1.08)));
  const width = (right - left) / count;
  return Array.from({ length: count }, (_, index) => ({
    left: Math.round(left + index * width),
    top,
    right: Math.round(left + (index + 1) * width),
    bottom,
  }));
}

/** Wipes shapes off a sheet, with the faint fringe around them. */
export function eraseShapes(sheet: GreyImage, shapes: readonly Shape[]): void {
  for (const { box } of shapes) eraseBox(sheet, box);
}

function eraseBox(sheet: GreyImage, box: Box): void {
  const left = Math.max(0, box.left - 1);
  const right = Math.min(sheet.width, box.right + 1);
  for (let y = Math.max(0, box.top - 1); y < Math.min(sheet.height, box.bottom + 1); y++) {
    sheet.data.fill(255, y * sheet.width + left, y * sheet.width + right);
  }
}

const isForeign = (color: Color, paper: Color): boolean =>
  distanceToBlend(color, paper, [0, 0, 0]) > foreignColor &&
  distanceToBlend(color, paper, [255, 255, 255]) > foreignColor;

function colorAt(
  { image, sheet, origin }: { image: PixelImage; sheet: GreyImage; origin: { left: number; top: number } },
  pixel: number,
): Color {
  const y = Math.floor(pixel / sheet.width);
  const at = ((origin.top + y) * image.width + origin.left + pixel - y * sheet.width) * 4;
  return [image.data[at] ?? 0, image.data[at + 1] ?? 0, image.data[at + 2] ?? 0];
}

function distanceToBlend(color: Color, paper: Color, ink: Color): number {
  const axis = [ink[0] - paper[0], ink[1] - paper[1], ink[2] - paper[2]] as const;
  const offset = [color[0] - paper[0], color[1] - paper[1], color[2] - paper[2]] as const;
  const length = axis[0] ** 2 + axis[1] ** 2 + axis[2] ** 2 || 1;
  const along = (offset[0] * axis[0] + offset[1] * axis[1] + offset[2] * axis[2]) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(offset[0] - axis[0] * share, offset[1] - axis[1] * share, offset[2] - axis[2] * share);
}
