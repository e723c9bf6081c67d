import type { RunEvent } from '@understudy/domain/runs/run-event';
import { useEffect, useRef, useState } from 'react';
import { openRunEventStream } from '../runs/run-event-stream.ts';
import { noNews, takeIn, type BatchNews } from './batch-news.ts';

/** Events that arrive within this time are shown together: enough for the eye, and few enough renders. */
const gatherMs = 200;

/** What the events of a run have told, and whether the page hears more. */
export type FollowedNews = { news: BatchNews; connected: boolean };

/**
 * Follows the events of a batch's run. Texts of events are dropped once they are taken in, so that a long run does not
 * fill the page's memory.
 *
 * @param attempt of the run: a retry opens a stream that had ended
 * @param onFresh called with every group of new events
 */
export function useBatchNews(
  runId: string,
  attempt: number,
  onFresh: (fresh: readonly RunEvent[]) => void,
): FollowedNews {
  const [news, setNews] = useState<BatchNews>(noNews);
  const [connected, setConnected] = useState(false);
  const known = useRef<BatchNews>(noNews);
  const report = useRef(onFresh);
  useEffect(() => {
    report.current = onFresh;
  });

  useEffect(() => {
    let gathered: RunEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      const fresh = gathered.filter(({ sequence }) => sequence > known.current.sequence);
      gathered = [];
      if (fresh.length === 0) return;
      known.current = takeIn(known.current, fresh);
      setNews(known.current);
      report.current(fresh);
    };
    const close = openRunEventStream({
      runId,
      lastSequence: () => gathered.at(-1)?.sequence ?? known.current.sequence,
      isOver: () => {
        flush();
        return known.current.over;
      },
      onConnected: setConnected,
      onEvent: (event) => {
        gathered.push(event);
        timer ??= setTimeout(flush, gatherMs);
      },
    });
    return () => {
      close();
      flush();
    };
  }, [runId, attempt]);

  return { news, connected };
}
