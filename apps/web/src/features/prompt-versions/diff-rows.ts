import type { TextDiffLine } from '@understudy/domain/prompt-versions/version-comparison';

/** A row of a side-by-side view: what stands on the left and on the right, null for nothing. */
export type DiffRow = { left: TextDiffLine | null; right: TextDiffLine | null };

/**
 * Puts removed lines beside the added ones that replace them. Unchanged lines stand on both sides.
 *
 * @param lines in which removed lines come before the added ones that replace them
 */
export function diffRows(lines: readonly TextDiffLine[]): DiffRow[] {
  const rows: DiffRow[] = [];
  let removed: TextDiffLine[] = [];
  let added: TextDiffLine[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      rows.push({ left: removed[index] ?? null, right: added[index] ?? null });
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.type === 'removed') {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (line.type === 'added') {
      added.push(line);
    } else {
      flush();
      rows.push({ left: line, right: line });
    }
  }
  flush();
  return rows;
}
