import { isNoisy, smoothCells } from './cell-noise.ts';
import type { Box, Color, PixelImage } from './pixel-image.ts';

/** A connected area of (nearly) one colour: a bubble without its letters, a header bar, the page itself. */
export interface Surface {
  readonly id: number;
  /** In pixels of the original image. */
  readonly box: Box;
  /** Pixels of the original image, without the holes that letters make. */
  readonly area: number;
  readonly color: Color;
  /** The map it is on. */
  readonly map: SurfaceMap;
}

/** Which surface each cell belongs to; a cell is `step` × `step` pixels of the original image. */
export interface SurfaceMap {
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
  readonly labels: Int32Array;
  readonly surfaces: readonly Surface[];
}

/** Neighbouring cells further apart than this, in any channel, are on different surfaces. */
const cleanTolerances = [5];
/**
 * Lossy compression leaves flat areas uneven and edges soft, each picture in another way: what leaks away at one
 * tolerance, or falls to pieces, is whole at another.
 */
const noisyTolerances = [2, 5, 10];
/** How far a gradient may lead away from the colour where the surface began. */
const gradientTolerance = 70;
/** Phone screenshots at two or three pixels per point lose nothing when every second pixel is looked at. */
const columnsAimedAt = 600;
/** Smaller areas are letters, not surfaces (share of the image). */
const smallestShare = 0.0007;

/**
 * Splits an image into surfaces by flood filling from every cell that no surface has claimed.
 * Gentle gradients stay one surface; an edge, even a faint one, ends it. One map for a clean picture; several, at
 * different tolerances, for one that was compressed with losses.
 */
export function findSurfaces(image: PixelImage): SurfaceMap[] {
  const step = Math.max(1, Math.round(image.width / columnsAimedAt));
  const columns = Math.floor(image.width / step) || 1;
  const rows = Math.floor(image.height / step) || 1;
  const cells = sampleCells(image, step, columns, rows);
  const noisy = isNoisy(cells, columns);
  const grid = { cells: noisy ? smoothCells(cells, columns, rows) : cells, step, columns, rows };
  return (noisy ? noisyTolerances : cleanTolerances).map((tolerance) => split(grid, tolerance));
}

interface Grid {
  readonly cells: Uint8Array;
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
}

function split({ cells, step, columns, rows }: Grid, tolerance: number): SurfaceMap {
  const labels = new Int32Array(columns * rows);
  const stack = new Int32Array(columns * rows);
  const surfaces: Surface[] = [];
  const map: SurfaceMap = { step, columns, rows, labels, surfaces };
  const smallest = columns * rows * smallestShare;
  let id = 0;
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== 0) continue;
    id += 1;
    const filled = fill(cells, labels, stack, { start, id, columns, rows, tolerance });
    if (filled.area >= smallest) surfaces.push(toSurface(filled, id, map));
  }
  return map;
}

function sampleCells(image: PixelImage, step: number, columns: number, rows: number): Uint8Array {
  const cells = new Uint8Array(columns * rows * 3);
  for (let row = 0, out = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (row * step * image.width + column * step) * 4;
      cells[out++] = image.data[at] ?? 0;
      cells[out++] = image.data[at + 1] ?? 0;
      cells[out++] = image.data[at + 2] ?? 0;
    }
  }
  return cells;
}

interface Fill {
  area: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  sum: [number, number, number];
}

interface FillStart {
  readonly start: number;
  readonly id: number;
  readonly columns: number;
  readonly rows: number;
  readonly tolerance: number;
}

function apart(cells: Uint8Array, one: number, other: number): number {
  const a = one * 3;
  const b = other * 3;
  return Math.max(
    Math.abs((cells[a] ?? 0) - (cells[b] ?? 0)),
    Math.abs((cells[a + 1] ?? 0) - (cells[b + 1] ?? 0)),
    Math.abs((cells[a + 2] ?? 0) - (cells[b + 2] ?? 0)),
  );
}

/** On an edge, even a blurred one, some neighbour differs; a surface does not spread through such cells. */
function isFlat(cells: Uint8Array, cell: number, columns: number, tolerance: number): boolean {
  const last = cells.length / 3 - 1;
  return (
    apart(cells, cell, Math.max(0, cell - 1)) <= tolerance &&
    apart(cells, cell, Math.min(last, cell + 1)) <= tolerance &&
    apart(cells, cell, Math.max(0, cell - columns)) <= tolerance &&
    apart(cells, cell, Math.min(last, cell + columns)) <= tolerance
  );
}

function fill(cells: Uint8Array, labels: Int32Array, stack: Int32Array, from: FillStart): Fill {
  const { start, id, columns, rows, tolerance } = from;
  const result: Fill = { area: 0, left: columns, top: rows, right: 0, bottom: 0, sum: [0, 0, 0] };
  let depth = 0;
  const visit = (cell: number, neighbour: number) => {
    if (labels[neighbour] !== 0) return;
    if (apart(cells, cell, neighbour) > tolerance) return;
    if (apart(cells, start, neighbour) > gradientTolerance) return;
    labels[neighbour] = id;
    if (isFlat(cells, neighbour, columns, tolerance)) stack[depth++] = neighbour;
  };
  labels[start] = id;
  stack[depth++] = start;
  while (depth > 0) {
    const cell = stack[--depth] ?? 0;
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    extend(result, cells, cell, column, row);
    if (column > 0) visit(cell, cell - 1);
    if (column < columns - 1) visit(cell, cell + 1);
    if (row > 0) visit(cell, cell - columns);
    if (row < rows - 1) visit(cell, cell + columns);
  }
  return result;
}

function extend(result: Fill, cells: Uint8Array, cell: number, column: number, row: number): void {
  result.area += 1;
  if (column < result.left) result.left = column;
  if (column >= result.right) result.right = column + 1;
  if (row < result.top) result.top = row;
  if (row >= result.bottom) result.bottom = row + 1;
  result.sum[0] += cells[cell * 3] ?? 0;
  result.sum[1] += cells[cell * 3 + 1] ?? 0;
  result.sum[2] += cells[cell * 3 + 2] ?? 0;
}

function toSurface(filled: Fill, id: number, map: SurfaceMap): Surface {
  const { area, sum } = filled;
  const { step } = map;
  return {
    id,
    map,
    area: area * step * step,
    color: [sum[0] / area, sum[1] / area, sum[2] / area],
    box: {
      left: filled.left * step,
      top: filled.top * step,
      right: filled.right * step,
      bottom: filled.bottom * step,
    },
  };
}
