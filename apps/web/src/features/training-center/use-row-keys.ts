import { useCallback, useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

/** Rows that Page Up and Page Down go. */
const pageStep = 8;

/** The row that a key leads to; null for keys that lead nowhere. */
export function rowAfterKey(key: string, row: number, total: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + pageStep,
    PageUp: row - pageStep,
    Home: 0,
    End: total - 1,
  };
  const next = steps[key];
  return next === undefined ? null : Math.min(Math.max(0, next), total - 1);
}

type RowKeysOptions = {
  table: RefObject<HTMLElement | null>;
  total: number;
  /** Brings a row into the window, upon which it exists. */
  scrollTo: (row: number) => void;
  /** Told the row that has the focus from now on. */
  onActive: (row: number) => void;
};

/**
 * Moves the focus through the rows of a table, of which not all exist: one row can be reached by Tab, and keys lead on
 * from there.
 */
export function useRowKeys({ table, total, scrollTo, onActive }: RowKeysOptions) {
  const wanted = useRef<number | null>(null);

  // A row that was scrolled to is there after a render or two.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = table.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (row === null || row === undefined) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  const focus = useCallback(
    (row: number) => {
      wanted.current = row;
      onActive(row);
      scrollTo(row);
    },
    [onActive, scrollTo],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.dataset['index'] === undefined) return;
    const next = rowAfterKey(key, Number(target.dataset['index']), total);
    if (next === null) return;
    event.preventDefault();
    focus(next);
  };
  return { focus, onKeyDown };
}
