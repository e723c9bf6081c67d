import { blankGrey } from './grey-image.ts';
import type { GreyImage } from './grey-image.ts';
import { boxHeight, boxWidth } from './pixel-image.ts';
import type { Box, Color, PixelImage } from './pixel-image.ts';

/** Says whether a pixel of the original image may carry ink; outside of a rounded corner it may not. */
export type Mask = (x: number, y: number) => boolean;

/** The colour of the paper in one row of the original image. */
export type Paper = (y: number) => Color;

/** Ink weaker than this never becomes the measure for full black (0–255). */
const faintest = 40;

/**
 * Turns a rectangle of a screenshot into dark ink on white paper, whatever its colours were: how far a pixel
 * is from its paper's colour is how dark it becomes, with the strongest ink of the rectangle at 0.
 */
export function extractInk(image: PixelImage, box: Box, paper: Paper, mask: Mask): GreyImage {
  const ink = blankGrey(boxWidth(box), boxHeight(box));
  const histogram = new Uint32Array(256);
  for (let y = box.top; y < box.bottom; y++) {
    const [red, green, blue] = paper(y);
    for (let x = box.left; x < box.right; x++) {
      if (!mask(x, y)) continue;
      const at = (y * image.width + x) * 4;
      const strength = Math.round(
        Math.max(
          Math.abs((image.data[at] ?? 0) - red),
          Math.abs((image.data[at + 1] ?? 0) - green),
          Math.abs((image.data[at + 2] ?? 0) - blue),
        ),
      );
      ink.data[(y - box.top) * ink.width + x - box.left] = 255 - strength;
      if (strength > faintest) histogram[strength] = (histogram[strength] ?? 0) + 1;
    }
  }
  return stretch(ink, strongest(histogram));
}

/** Darkens a faint sheet so that its strongest ink is black. */
export function darkenInk(ink: GreyImage): void {
  const histogram = new Uint32Array(256);
  for (const value of ink.data)
    if (255 - value > faintest) histogram[255 - value] = (histogram[255 - value] ?? 0) + 1;
  stretch(ink, strongest(histogram));
}

/** The 90th percentile of all ink: robust against a few extreme pixels. */
function strongest(histogram: Uint32Array): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let strength = 0; strength < 256; strength++) {
    seen += histogram[strength] ?? 0;
    if (total > 0 && seen >= total * 0.9) return strength;
  }
  return 255;
}

function stretch(ink: GreyImage, full: number): GreyImage {
  const table = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(0, 255 - Math.round((Math.max(0, 255 - value - 8) * 255) / Math.max(1, full - 8))),
  );
  ink.data.forEach((value, index) => {
    ink.data[index] = table[value] ?? 255;
  });
  return ink;
}

/** The smallest rectangle that holds all ink darker than mid grey, or undefined on a blank sheet. */
export function inkBox(ink: GreyImage): Box | undefined {
  let left = ink.width;
  let top = ink.height;
  let right = 0;
  let bottom = 0;
  for (let y = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++) {
      if ((ink.data[y * ink.width + x] ?? 255) > 170) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right > left && bottom > top ? { left, top, right, bottom } : undefined;
}
