import { extractInk } from './ink.ts';
import { boxHeight, boxWidth } from './pixel-image.ts';
import type { Box, Color, PixelImage } from './pixel-image.ts';
import { findShapes, medianHeight } from './shapes.ts';
import type { Shape } from './shapes.ts';
import type { Strip } from './strip-page.ts';
import type { SurfaceMap } from './surfaces.ts';

/**
 * Cuts what stands above the first bubble (status bar, contact, separators) into lines to be read.
 * Pictures of people, and the initials in them, are left out.
 *
 * @param bottom where the first bubble starts, in pixels from the top.
 */
export function findHeaderLines(image: PixelImage, maps: readonly SurfaceMap[], bottom: number): Strip[] {
  const box: Box = {
    left: 0,
    top: 0,
    right: image.width,
    bottom: Math.min(bottom, Math.round(image.height * 0.3)),
  };
  if (boxHeight(box) < image.width * 0.03) return [];
  const papers = Array.from({ length: box.bottom }, (_, y) => commonestColor(image, y));
  const pictures = maps
    .flatMap((map) => map.surfaces)
    .map((surface) => surface.box)
    .filter(
      (area) =>
        area.top < box.bottom && boxWidth(area) < image.width * 0.2 && boxHeight(area) > image.width * 0.05,
    );
  const ink = extractInk(
    image,
    box,
    (y) => papers[y] ?? [255, 255, 255],
    (x, y) =>
      !pictures.some(
        (area) => x >= area.left - 3 && x < area.right + 3 && y >= area.top - 3 && y < area.bottom + 3,
      ),
  );
  const letters = findShapes(ink).filter(
    (shape) => boxHeight(shape.box) < image.width * 0.075 && boxWidth(shape.box) < image.width * 0.2,
  );
  return intoLines(letters)
    .map((line) => ({
      ink,
      area: grow(surround(line), ink.width, ink.height),
      letterHeight: medianHeight(line) ?? 0,
    }))
    .filter(({ letterHeight, area }) => letterHeight >= 4 && boxWidth(area) > letterHeight);
}

function commonestColor(image: PixelImage, y: number): Color {
  const counts = new Map<number, number>();
  let best = 0;
  let bestCount = 0;
  for (let x = 0; x < image.width; x += 2) {
    const at = (y * image.width + x) * 4;
    const key = ((image.data[at] ?? 0) << 16) | ((image.data[at + 1] ?? 0) << 8) | (image.data[at + 2] ?? 0);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > bestCount) [best, bestCount] = [key, count];
  }
  return [best >> 16, (best >> 8) & 255, best & 255];
}

function intoLines(shapes: readonly Shape[]): Shape[][] {
  const lines: { box: Box; shapes: Shape[] }[] = [];
  for (const shape of shapes.toSorted((a, b) => a.box.left - b.box.left)) {
    const middle = (shape.box.top + shape.box.bottom) / 2;
    const line = lines.find(
      ({ box }) =>
        middle > box.top &&
        middle < box.bottom &&
        shape.box.left - box.right < Math.max(12, boxHeight(box) * 1.2),
    );
    if (line === undefined) lines.push({ box: shape.box, shapes: [shape] });
    else {
      line.shapes.push(shape);
      line.box = surround(line.shapes);
    }
  }
  return lines.sort((a, b) => a.box.top - b.box.top).map((line) => line.shapes);
}

function surround(shapes: readonly Shape[]): Box {
  return {
    left: Math.min(...shapes.map(({ box }) => box.left)),
    top: Math.min(...shapes.map(({ box }) => box.top)),
    right: Math.max(...shapes.map(({ box }) => box.right)),
    bottom: Math.max(...shapes.map(({ box }) => box.bottom)),
  };
}

const grow = (box: Box, width: number, height: number): Box => ({
  left: Math.max(0, box.left - 3),
  top: Math.max(0, box.top - 3),
  right: Math.min(width, box.right + 3),
  bottom: Math.min(height, box.bottom + 3),
});
