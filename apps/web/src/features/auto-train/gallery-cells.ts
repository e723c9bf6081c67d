/**
 * Which example is in a cell of the gallery, where every example keeps its column for good: the newest of each column
 * is on top, and what arrives pushes down its own column only.
 *
 * @param count examples shown; they are numbered from 0 in the order in which they were kept
 * @param columns of the gallery, from 1
 * @returns number of the example, or null for an empty cell
 */
export function exampleInCell(count: number, columns: number, row: number, column: number): number | null {
  const newest = count - 1;
  const top = newest - ((((newest - column) % columns) + columns) % columns);
  const number = top - row * columns;
  return number >= 0 ? number : null;
}

/** Rows that a gallery of so many examples has. */
export function rowsOf(count: number, columns: number): number {
  return Math.ceil(count / columns);
}
