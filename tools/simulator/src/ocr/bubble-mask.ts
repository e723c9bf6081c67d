import { boxHeight, boxWidth } from './pixel-image.ts';
import type { Box } from './pixel-image.ts';
import type { Mask } from './ink.ts';
import type { Surface, SurfaceMap } from './surfaces.ts';

/**
 * Where a bubble's own text may be: inside its outline (not in the page's corners around a rounded one) and
 * not inside a panel within it, such as a quoted message, a picture or a link's preview.
 */
export function bubbleMask(surface: Surface): Mask {
  const { map } = surface;
  const outside = floodFromOutside(map, surface);
  const panels = nestedPanels(map, surface);
  const { left, top } = cellBox(map, surface.box);
  const columns = Math.floor(boxWidth(surface.box) / map.step);
  return (x, y) => {
    const column = Math.floor(x / map.step) - left;
    const row = Math.floor(y / map.step) - top;
    if (outside[row * columns + column] !== 0) return false;
    return !panels.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
  };
}

const cellBox = ({ step }: SurfaceMap, box: Box) => ({
  left: Math.floor(box.left / step),
  top: Math.floor(box.top / step),
});

/** Marks the cells of the bubble's rectangle that are outside of its outline, and those next to them. */
function floodFromOutside(map: SurfaceMap, surface: Surface): Uint8Array {
  const { left, top } = cellBox(map, surface.box);
  const columns = Math.floor(boxWidth(surface.box) / map.step);
  const rows = Math.floor(boxHeight(surface.box) / map.step);
  const outside = new Uint8Array(columns * rows);
  const stack: number[] = [];
  const visit = (column: number, row: number) => {
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    const cell = row * columns + column;
    if (outside[cell] !== 0 || map.labels[(top + row) * map.columns + left + column] === surface.id) return;
    outside[cell] = 1;
    stack.push(cell);
  };
  for (let column = 0; column < columns; column++) {
    visit(column, 0);
    visit(column, rows - 1);
  }
  for (let row = 0; row < rows; row++) {
    visit(0, row);
    visit(columns - 1, row);
  }
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    visit(column - 1, row);
    visit(column + 1, row);
    visit(column, row - 1);
    visit(column, row + 1);
  }
  return widen(widen(outside, columns, rows), columns, rows);
}

/** The anti-aliased edge belongs to neither side: one cell more is counted as outside, at the frame as well. */
function widen(outside: Uint8Array, columns: number, rows: number): Uint8Array {
  return outside.map((value, cell) => {
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    const nearEdge =
      column === 0 ||
      column === columns - 1 ||
      row === 0 ||
      row === rows - 1 ||
      outside[cell - 1] !== 0 ||
      outside[cell + 1] !== 0 ||
      outside[cell - columns] !== 0 ||
      outside[cell + columns] !== 0;
    return value !== 0 || nearEdge ? 1 : 0;
  });
}

function nestedPanels(map: SurfaceMap, surface: Surface): Box[] {
  return map.surfaces
    .filter(({ id, box }) => {
      const nested =
        box.left >= surface.box.left &&
        box.right <= surface.box.right &&
        box.top >= surface.box.top &&
        box.bottom <= surface.box.bottom;
      const large = boxWidth(box) > boxWidth(surface.box) * 0.3 && boxHeight(box) > 14 * map.step;
      return id !== surface.id && nested && large;
    })
    .map(({ box }) => box);
}
