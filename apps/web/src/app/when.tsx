import { formatAgo, formatDateTime } from './format.ts';
import { useNow } from './use-now.ts';

/** A moment as "5 minutes ago", with the exact time on hover; it grows older by itself. */
export function When({ iso }: { iso: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={iso} title={formatDateTime(iso)}>
      {formatAgo(iso, now)}
    </time>
  );
}
