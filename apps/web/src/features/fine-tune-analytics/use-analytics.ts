import { faultOfDays } from '@understudy/domain/fine-tune-analytics/analytics';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { client, unwrap } from '../../api/client.ts';
import { lastDays, type Period } from './analytics-days.ts';

/** Days that are looked at while nobody has chosen any. */
const defaultDays = 30;

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What of fine-tuning is looked at: some days, of one avatar or of all. */
export type AnalyticsFilter = Period & { avatarId: string | null };

/** The filter, kept in the address, so that it can be sent to somebody. */
export function useAnalyticsFilter() {
  const [search, setSearch] = useSearchParams();
  const known = lastDays(defaultDays, new Date(), timeZone);
  const filter: AnalyticsFilter = {
    from: search.get('from') ?? known.from,
    to: search.get('to') ?? known.to,
    avatarId: search.get('avatar'),
  };
  const change = (part: Partial<AnalyticsFilter>) => {
    const { avatarId, ...days } = { ...filter, ...part };
    setSearch(
      { ...days, ...(avatarId === null ? {} : { avatar: avatarId }) },
      { replace: true, preventScrollReset: true },
    );
  };
  return {
    filter,
    change,
    /** What is wrong with the days; null for nothing. */
    fault: faultOfDays(filter)?.message ?? null,
    showLast: (days: number) => change(lastDays(days, new Date(), timeZone)),
  };
}

/** What fine-tuning was, has cost and was good for, in the days of the reader's time zone. */
export function useAnalytics({ from, to, avatarId }: AnalyticsFilter, enabled: boolean) {
  return useQuery({
    queryKey: ['fine-tune', 'analytics', from, to, avatarId],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/fine-tune/analytics', {
          signal,
          params: {
            query: { from, to, time_zone: timeZone, ...(avatarId === null ? {} : { avatar_id: avatarId }) },
          },
        }),
      ),
  });
}
