import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { AcceptedExample } from './batch-news.ts';
import { ExampleCard } from './example-card.tsx';
import { exampleInCell, rowsOf } from './gallery-cells.ts';
import classes from './gallery-grid.module.css';
import { NewExamples } from './new-examples.tsx';

/** Pixels of a row with the gap below it: cards are of one size, so that ten thousand need not be measured. */
const rowHeight = 226;
const gap = 14;

type GalleryGridProps = {
  batchId: string;
  /** In the order in which they were kept. */
  examples: readonly AcceptedExample[];
  columns: number;
};

/**
 * Cards of any number of examples, of which only those near the window exist. While somebody reads further down, what
 * arrives waits, so that nothing moves under their eyes.
 */
export function GalleryGrid({ batchId, examples, columns }: GalleryGridProps) {
  const list = useRef<HTMLUListElement>(null);
  const top = useOffsetInPage(list);
  const [heldAt, setHeldAt] = useState<number | null>(null);
  const count = heldAt ?? examples.length;

  const rows = useWindowVirtualizer({
    count: rowsOf(count, columns),
    estimateSize: () => rowHeight + gap,
    overscan: 3,
    scrollMargin: top,
  });
  const isReading = (rows.scrollOffset ?? 0) > top + rowHeight;
  if (isReading && heldAt === null) setHeldAt(examples.length);
  if (!isReading && heldAt !== null) setHeldAt(null);

  return (
    <>
      <NewExamples count={examples.length - count} onShow={() => list.current?.scrollIntoView()} />
      <ul
        ref={list}
        className={classes.list}
        aria-label="Examples"
        style={{ height: Math.max(0, rows.getTotalSize() - gap) }}
      >
        {rows.getVirtualItems().flatMap((row) =>
          Array.from({ length: columns }, (_, column) => {
            const number = exampleInCell(count, columns, row.index, column);
            const example = number === null ? undefined : examples[number];
            if (example === undefined) return null;
            return (
              <li
                key={example.index}
                className={classes.cell}
                style={{
                  height: rowHeight,
                  width: `calc((100% - ${(columns - 1) * gap}px) / ${columns})`,
                  left: `calc((100% + ${gap}px) / ${columns} * ${column})`,
                  transform: `translateY(${row.start - top}px)`,
                }}
                aria-setsize={count}
                aria-posinset={count - (number ?? 0)}
              >
                <ExampleCard batchId={batchId} example={example} />
              </li>
            );
          }),
        )}
      </ul>
    </>
  );
}

/** Pixels from the top of the page to the element, followed as whatever is above it grows and shrinks. */
function useOffsetInPage(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () =>
      setTop(Math.round((element.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
    // Called after the layout, so that measuring does not force one.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return top;
}
