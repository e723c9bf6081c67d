import { notifications } from '@mantine/notifications';
import type { components } from '@understudy/client/schema';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, expectDone, unwrap } from '../../api/client.ts';
import { avatarFineTuneKey, jobsKey } from '../fine-tune/fine-tune-keys.ts';

/** A schedule as it is read, and as it is sent. */
export type Schedule = components['schemas']['FineTuneSchedule'];
export type PutSchedule = components['schemas']['PutFineTuneSchedule'];

/** What a look has come to is known some seconds later; and the schedule looks by itself. */
const refreshMs = 5_000;

function scheduleKey(avatarId: string) {
  return [...avatarFineTuneKey(avatarId), 'schedule'] as const;
}

function firingsKey(avatarId: string) {
  return [...scheduleKey(avatarId), 'firings'] as const;
}

/** The schedule of an avatar; null where it has none. */
export function useSchedule(avatarId: string) {
  return useQuery({
    queryKey: [...scheduleKey(avatarId), 'one'],
    queryFn: async ({ signal }) => {
      const asked = client.GET('/api/avatars/{id}/fine-tune-schedule', {
        signal,
        params: { path: { id: avatarId } },
      });
      return await unwrap(asked).catch((error: unknown) => {
        if (toApiError(error).code === 'not_found') return null;
        throw error;
      });
    },
    refetchInterval: ({ state }) => ((state.data ?? null) === null ? false : refreshMs),
  });
}

/** What has come of each time that the schedule looked, newest first. */
export function useFirings(avatarId: string) {
  return useInfiniteQuery({
    queryKey: firingsKey(avatarId),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        client.GET('/api/avatars/{id}/fine-tune-schedule/firings', {
          signal,
          params: {
            path: { id: avatarId },
            query: { limit: 10, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: refreshMs,
  });
}

/** Makes the schedule of an avatar, or changes it. */
export function useSaveSchedule(avatarId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PutSchedule) =>
      unwrap(
        client.PUT('/api/avatars/{id}/fine-tune-schedule', { params: { path: { id: avatarId } }, body }),
      ),
    onSuccess: (schedule) => queries.setQueryData([...scheduleKey(avatarId), 'one'], schedule),
  });
}

/** What a person may do to a schedule beside changing it. */
export type ScheduleSteering = 'pause' | 'resume' | 'trigger' | 'delete';

const failureTitles: Record<ScheduleSteering, string> = {
  pause: 'It could not be paused',
  resume: 'It could not go on',
  trigger: 'It could not look now',
  delete: 'It could not be deleted',
};

function send(avatarId: string, how: ScheduleSteering): Promise<unknown> {
  const params = { params: { path: { id: avatarId } } };
  switch (how) {
    case 'pause':
      return unwrap(client.POST('/api/avatars/{id}/fine-tune-schedule/pause', params));
    case 'resume':
      return unwrap(client.POST('/api/avatars/{id}/fine-tune-schedule/resume', params));
    case 'trigger':
      return unwrap(client.POST('/api/avatars/{id}/fine-tune-schedule/trigger', params));
    case 'delete':
      return expectDone(client.DELETE('/api/avatars/{id}/fine-tune-schedule', params));
  }
}

/** Pauses a schedule, lets it go on, has it look now, or deletes it. */
export function useSteerSchedule(avatarId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (how: ScheduleSteering) => send(avatarId, how),
    onSuccess: async (_, how) => {
      if (how === 'trigger') {
        notifications.show({
          title: 'It looks now',
          message: 'What has come of it is shown here in a few seconds.',
        });
      }
      await queries.invalidateQueries({ queryKey: scheduleKey(avatarId) });
      await queries.invalidateQueries({ queryKey: jobsKey(avatarId) });
    },
    onError: (error, how) =>
      notifications.show({ color: 'red', title: failureTitles[how], message: toApiError(error).message }),
  });
}
