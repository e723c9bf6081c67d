import type { GreyImage } from './grey-image.ts';
import type { Box } from './pixel-image.ts';

/** A connected piece of ink: a letter, a dot, an emoji. */
export interface Shape {
  readonly box: Box;
  /** Indices of its pixels in the sheet. */
  readonly pixels: readonly number[];
}

/** Darker than this is ink (0–255). */
const inkThreshold = 190;

/** Finds the connected pieces of ink (eight neighbours) on a sheet, in reading order of their first pixel. */
export function findShapes(sheet: GreyImage): Shape[] {
  const seen = new Uint8Array(sheet.data.length);
  const shapes: Shape[] = [];
  for (let start = 0; start < sheet.data.length; start++) {
    if (seen[start] === 1 || (sheet.data[start] ?? 255) >= inkThreshold) continue;
    shapes.push(trace(sheet, seen, start));
  }
  return shapes;
}

function trace(sheet: GreyImage, seen: Uint8Array, start: number): Shape {
  const pixels = [start];
  seen[start] = 1;
  let left = sheet.width;
  let top = sheet.height;
  let right = 0;
  let bottom = 0;
  for (let next = 0; next < pixels.length; next++) {
    const pixel = pixels[next] ?? 0;
    const y = Math.floor(pixel / sheet.width);
    const x = pixel - y * sheet.width;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    for (let row = Math.max(0, y - 1); row <= Math.min(sheet.height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(sheet.width - 1, x + 1); column++) {
        const neighbour = row * sheet.width + column;
        if (seen[neighbour] === 1 || (sheet.data[neighbour] ?? 255) >= inkThreshold) continue;
        seen[neighbour] = 1;
        pixels.push(neighbour);
      }
    }
  }
  return { box: { left, top, right, bottom }, pixels };
}

/** The median height of the pieces that are as large as letters, in pixels; undefined without any. */
export function medianHeight(shapes: readonly Shape[]): number | undefined {
  const heights = shapes
    .filter(({ pixels }) => pixels.length >= 6)
    .map(({ box }) => box.bottom - box.top)
    .filter((height) => height >= 4)
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)];
}
