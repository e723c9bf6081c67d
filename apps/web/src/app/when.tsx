import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { formatAgo, formatDateTime } from './format.ts';

/** A moment as "5 minutes ago", with the exact time on hover; it grows older by itself. */
export function When({ iso }: { iso: string }) {
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 30_000, { autoInvoke: true });
  return (
    <time dateTime={iso} title={formatDateTime(iso)}>
      {formatAgo(iso, now)}
    </time>
  );
}
