import { boxHeight, boxWidth } from './pixel-image.ts';
import type { Box, Color, PixelImage } from './pixel-image.ts';
import type { Surface, SurfaceMap } from './surfaces.ts';

/** A speech bubble: a surface that stands out from the page and holds a message. */
export interface Bubble {
  readonly surface: Surface;
  readonly side: 'left' | 'right';
}

const distance = (a: Color, b: Color): number =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));

const overlapVertically = (a: Box, b: Box): boolean =>
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(boxHeight(a), boxHeight(b));

const contains = (outer: Box, inner: Box): boolean =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;

/**
 * Finds the speech bubbles of a chat screenshot, from top to bottom, and the side each one is on.
 * Header and input bars, avatars, centred notices, quotes inside bubbles and table cells are left out.
 * Bubbles that are only outlined count when there are some on both sides.
 */
export function findBubbles(image: PixelImage, maps: readonly SurfaceMap[]): Bubble[] {
  const surfaces = maps.flatMap((map) => map.surfaces);
  const bars = surfaces.filter((surface) => isBar(surface, image));
  const shaped = surfaces.filter(
    (surface) =>
      hasBubbleShape(surface, image) &&
      !bars.some((bar) => bar !== surface && contains(bar.box, surface.box)),
  );
  const standingOut = onRowsOfTheirOwn(shaped.filter((surface) => standsOut(surface, image)));
  if (standingOut.length > 0) return withSides(standingOut, image.width).sort(fromTheTop);
  const outlined = withSides(onRowsOfTheirOwn(shaped), image.width).sort(fromTheTop);
  return new Set(outlined.map(({ side }) => side)).size === 2 ? outlined : [];
}

const fromTheTop = (a: Bubble, b: Bubble): number => a.surface.box.top - b.surface.box.top;

/** Leaves out what lies on a larger candidate (or is the same, from another map), and what shares rows with a wider one. */
function onRowsOfTheirOwn(candidates: readonly Surface[]): Surface[] {
  const outermost: Surface[] = [];
  for (const surface of candidates.toSorted((a, b) => boxArea(b.box) - boxArea(a.box))) {
    if (!outermost.some((larger) => overlap(larger.box, surface.box) > 0.5 * boxArea(surface.box)))
      outermost.push(surface);
  }
  return outermost
    .filter((surface) => !besideLarger(surface, outermost))
    .map((surface) => mostComplete(surface, candidates));
}

/** The same surface on the map where the least of it has fallen to pieces. */
function mostComplete(surface: Surface, candidates: readonly Surface[]): Surface {
  const same = candidates.filter((other) => {
    const shared = overlap(surface.box, other.box);
    return shared > 0.9 * boxArea(surface.box) && shared > 0.9 * boxArea(other.box);
  });
  return same.reduce((best, other) => (other.area > best.area ? other : best), surface);
}

const boxArea = (box: Box): number => boxWidth(box) * boxHeight(box);

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

/** Header and input bars: as wide as the screen, at its upper or lower end. */
function isBar(surface: Surface, image: PixelImage): boolean {
  const { box } = surface;
  const atEnd = box.top < image.height * 0.12 || box.bottom > image.height * 0.92;
  return boxWidth(box) > image.width * 0.97 && boxHeight(box) < image.height * 0.22 && atEnd;
}

function hasBubbleShape({ box, area }: Surface, image: PixelImage): boolean {
  const width = boxWidth(box);
  const height = boxHeight(box);
  const round = area / (width * height) < 0.81 && width / height > 0.9 && width / height < 1.1;
  const portrait = round && box.top < image.height * 0.15;
  return (
    width >= image.width * 0.06 &&
    width <= image.width * 0.93 &&
    height >= image.width * 0.045 &&
    height <= image.height * 0.9 &&
    width / height < 25 &&
    area / (width * height) > 0.45 &&
    !portrait
  );
}

/** A cell of a table, or a framed field, has the page's colour inside and outside; a bubble has not. */
function standsOut({ box, color }: Surface, image: PixelImage): boolean {
  const margin = Math.max(4, Math.round(image.width * 0.012));
  const middle = Math.round((box.top + box.bottom) / 2);
  const outside: Color[] = [];
  for (const x of [box.left - margin, box.right + margin - 1]) {
    for (const y of [middle, Math.round((box.top + middle) / 2), Math.round((middle + box.bottom) / 2)]) {
      if (x < 0 || x >= image.width) continue;
      const at = (y * image.width + x) * 4;
      outside.push([image.data[at] ?? 0, image.data[at + 1] ?? 0, image.data[at + 2] ?? 0]);
    }
  }
  const different = outside.filter((other) => distance(other, color) > 8).length;
  return outside.length > 0 && different > outside.length / 2;
}

/** Bubbles have their row to themselves: a smaller neighbour is an avatar or a button, equals are a table. */
function besideLarger(surface: Surface, all: readonly Surface[]): boolean {
  return all.some(
    (other) =>
      other !== surface &&
      overlapVertically(other.box, surface.box) &&
      boxWidth(other.box) >= boxWidth(surface.box),
  );
}

function withSides(surfaces: readonly Surface[], width: number): Bubble[] {
  const gaps = surfaces.map(({ box }) => ({ left: box.left / width, right: 1 - box.right / width }));
  const leftMargin = Math.min(...gaps.map((gap) => gap.left));
  const rightMargin = Math.min(...gaps.map((gap) => gap.right));
  return surfaces.flatMap((surface, index) => {
    const gap = gaps[index];
    if (gap === undefined) return [];
    const fromLeft = gap.left - leftMargin;
    const fromRight = gap.right - rightMargin;
    const centred = Math.abs(gap.left - gap.right) < 0.03 && Math.min(fromLeft, fromRight) > 0.015;
    if (centred) return [];
    return [{ surface, side: sideOf(gap, fromLeft, fromRight) }];
  });
}

function sideOf(gap: { left: number; right: number }, fromLeft: number, fromRight: number): Bubble['side'] {
  if (gap.left < gap.right * 0.7) return 'left';
  if (gap.right < gap.left * 0.7) return 'right';
  return fromLeft <= fromRight ? 'left' : 'right';
}
