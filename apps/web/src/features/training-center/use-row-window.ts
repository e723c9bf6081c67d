import { useDebouncedCallback } from '@mantine/hooks';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';
import { pagesOfRows } from './page-range.ts';

/** Pages that are only passed on the way, while the scrollbar is dragged, are not asked for. */
const settleMs = 90;

type RowWindowOptions = {
  scroller: RefObject<HTMLDivElement | null>;
  count: number;
  /** Pixels of a closed row. */
  rowHeight: number;
  /** Pixels that the head covers. */
  headHeight: number;
  /** Rows that exist wherever the window is: the one with the focus, and the one that is being edited. */
  kept: readonly number[];
  /** Told the pages of the rows that are looked at, as soon as the window rests there. */
  onLookAt: (pages: readonly number[]) => void;
};

/** The rows of a long table that exist: those near the window, and those that must not vanish. */
export function useRowWindow({ scroller, count, rowHeight, headHeight, kept, onLookAt }: RowWindowOptions) {
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...kept.filter((row) => row < count)])].sort(
        (one, other) => one - other,
      ),
  });
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? 0;
  const lookAt = useDebouncedCallback(onLookAt, settleMs);
  const pages = pagesOfRows(first, last + 10, count).join(',');
  useEffect(() => {
    if (pages !== '') lookAt(pages.split(',').map(Number));
  }, [pages, lookAt]);
  return rows;
}
