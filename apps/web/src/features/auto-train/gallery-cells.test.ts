import { describe, expect, it } from 'vitest';
import { exampleInCell, rowsOf } from './gallery-cells.ts';

function grid(count: number, columns: number): (number | null)[][] {
  return Array.from({ length: rowsOf(count, columns) }, (_, row) =>
    Array.from({ length: columns }, (_, column) => exampleInCell(count, columns, row, column)),
  );
}

describe('the cells of the gallery', () => {
  it('are newest first in one column', () => {
    expect(grid(3, 1)).toEqual([[2], [1], [0]]);
  });

  it('keep every example in its column when another arrives', () => {
    expect(grid(4, 2)).toEqual([
      [2, 3],
      [0, 1],
    ]);
    expect(grid(5, 2)).toEqual([
      [4, 3],
      [2, 1],
      [0, null],
    ]);
  });

  it.each([0, 1, 2, 3, 7, 24, 25])(
    'show each of %i examples once, whatever the number of columns',
    (count) => {
      for (const columns of [1, 2, 3]) {
        const shown = grid(count, columns)
          .flat()
          .filter((number) => number !== null);
        expect(shown.toSorted((one, other) => one - other)).toEqual([...Array(count).keys()]);
      }
    },
  );
});
