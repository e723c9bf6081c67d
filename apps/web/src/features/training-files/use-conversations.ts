import type { EnrichmentStatus } from '@understudy/domain/enrichment/enrichment-status';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';

/** Key of everything that is known of conversations. */
export const conversationsKey = ['conversations'] as const;

/** Most conversations the API answers at once. */
const largestPage = 200;

/** Which conversations are wanted; what is null does not matter. */
export type ConversationFilter = {
  avatarId: string | null;
  status: EnrichmentStatus | null;
  /** Part of the title; empty for any. */
  search: string;
  /** Only those that are not in this training file. */
  notInFile: string | null;
};

/** Any conversation. */
export const anyConversation: ConversationFilter = {
  avatarId: null,
  status: null,
  search: '',
  notInFile: null,
};

function queryOf({ avatarId, status, search, notInFile }: ConversationFilter) {
  return {
    ...(avatarId === null ? {} : { avatar_id: avatarId }),
    ...(status === null ? {} : { enrichment_status: status }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(notInFile === null ? {} : { not_in_training_file_id: notInFile }),
  };
}

function askForPage(filter: ConversationFilter, limit: number, cursor: string | null, signal?: AbortSignal) {
  return unwrap(
    client.GET('/api/conversations', {
      ...(signal === undefined ? {} : { signal }),
      params: { query: { ...queryOf(filter), limit, ...(cursor === null ? {} : { cursor }) } },
    }),
  );
}

/** Conversations, newest first, a page at a time. */
export function useConversations(filter: ConversationFilter) {
  return useInfiniteQuery({
    queryKey: [...conversationsKey, filter],
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => askForPage(filter, 50, pageParam, signal),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** Finds the IDs of all conversations of some states, however many pages they fill. */
export function useFindConversations(filter: ConversationFilter) {
  return useMutation({
    mutationFn: async (statuses: readonly EnrichmentStatus[]) => {
      const found: string[] = [];
      for (const status of statuses) {
        let cursor: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof askForPage>> = await askForPage(
            { ...filter, status },
            largestPage,
            cursor,
          );
          found.push(...page.items.map(({ conversation_id }) => conversation_id));
          cursor = page.next_cursor;
        } while (cursor !== null);
      }
      return found;
    },
  });
}
