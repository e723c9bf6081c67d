import { useThrottledCallback } from '@mantine/hooks';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { isEnded } from '@understudy/domain/runs/run';
import { useQueryClient } from '@tanstack/react-query';
import { notificationsKey } from '../notifications/use-notifications.ts';
import { useLiveRun } from '../runs/use-live-run.ts';
import { avatarFineTuneKey, jobKey } from './fine-tune-keys.ts';

/** What no event carries, such as the loss of every step, is asked for this often at most. */
const askAgainMs = 1_000;

/** A job's run with its events, live. Every event has the job and its details read again, and its end the avatar's data. */
export function useLiveJob({ run_id: runId, id, avatar_id: avatarId }: FineTuneJob) {
  const queries = useQueryClient();
  const ask = () => void queries.invalidateQueries({ queryKey: jobKey(id) });
  const askSometimes = useThrottledCallback(ask, askAgainMs);
  return useLiveRun(runId, (fresh) => {
    askSometimes();
    if (!fresh.some(({ status }) => isEnded(status))) return;
    ask();
    void queries.invalidateQueries({ queryKey: avatarFineTuneKey(avatarId) });
    void queries.invalidateQueries({ queryKey: notificationsKey });
  });
}
