import { Box, Text } from '@mantine/core';
import type { FineTuneEvent } from '@understudy/domain/fine-tune/contracts/job-details';
import { formatNumber, formatTime } from '../../app/format.ts';
import log from '../runs/run-log.module.css';
import { useProviderEvents } from './use-provider-events.ts';

const mostLines = 300;
const levels = { info: 'info', warn: 'warning', error: 'error' } as const;

/** Providers tell the time to the second: within one, the later step is the newer event. */
function newestFirst(one: FineTuneEvent, other: FineTuneEvent): number {
  const step = ({ metrics }: FineTuneEvent) => metrics?.step ?? Number.MAX_SAFE_INTEGER;
  return other.created_at.localeCompare(one.created_at) || step(other) - step(one);
}

/** Everything that the provider has reported of a job, the newest first. */
export function ProviderLog({ jobId }: { jobId: string }) {
  const { events } = useProviderEvents(jobId);
  if (events.length === 0) return null;
  const shown = events.slice(-mostLines).sort(newestFirst);
  return (
    <Box mt="md">
      <Text fw={600} size="sm" id="provider-log" mb={6}>
        Reported by the provider
      </Text>
      <div className={log.log} role="region" aria-labelledby="provider-log" tabIndex={0}>
        {shown.map((event) => (
          <div key={event.id} className={log.line} data-level={levels[event.level]}>
            <time dateTime={event.created_at} className={log.time}>
              {formatTime(event.created_at)}
            </time>
            {event.message}
          </div>
        ))}
        {events.length > mostLines && (
          <span className={log.empty}>and {formatNumber(events.length - mostLines)} before</span>
        )}
      </div>
    </Box>
  );
}
