/** Share of neighbouring cells with a small difference from which on a picture counts as noisy. */
const noisyShare = 0.06;

/**
 * Whether flat areas are not quite flat, as lossy compression leaves them: many neighbours differ a little.
 *
 * @param cells three bytes a cell, row by row.
 */
export function isNoisy(cells: Uint8Array, columns: number): boolean {
  let little = 0;
  let looked = 0;
  for (let at = 0; at + 3 * (columns + 1) < cells.length; at += 9) {
    const difference = Math.abs((cells[at + 1] ?? 0) - (cells[at + 4] ?? 0));
    const below = Math.abs((cells[at + 1] ?? 0) - (cells[at + 1 + 3 * columns] ?? 0));
    if ((difference > 0 && difference < 12) || (below > 0 && below < 12)) little += 1;
    looked += 1;
  }
  return little > looked * noisyShare;
}

/** Replaces every channel by its median over a cell and its eight neighbours: edges stay, speckles go. */
export function smoothCells(cells: Uint8Array, columns: number, rows: number): Uint8Array {
  const smooth = cells.slice();
  const around = new Uint8Array(9);
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (row * columns + column) * 3 + channel;
        let next = 0;
        for (let down = -1; down <= 1; down++) {
          for (let right = -1; right <= 1; right++)
            around[next++] = cells[at + (down * columns + right) * 3] ?? 0;
        }
        smooth[at] = around.sort()[4] ?? 0;
      }
    }
  }
  return smooth;
}
