import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf, formatNumber } from '../../app/format.ts';
import { ConversationFilters } from './conversation-filters.tsx';
import classes from './conversation-picker.module.css';
import { ConversationTable } from './conversation-table.tsx';
import { EnrichmentProgress } from './enrichment-progress.tsx';
import {
  anyConversation,
  useConversations,
  useFindConversations,
  type ConversationFilter,
} from './use-conversations.ts';
import { useEnrich, useEnrichmentUnderWay } from './use-enrichment.ts';

const typingMs = 250;

type ConversationPickerProps = {
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** What is wrong with the choice. */
  faults: readonly string[];
  /** Conversations of this training file are left out. */
  notInFile: string | null;
  /** Avatar whose conversations are shown at first. */
  avatarId: string | null;
};

/** Chooses conversations for a training file; those that are not ready are enriched on the spot, watched live. */
export function ConversationPicker({ chosen, onChange, faults, ...of }: ConversationPickerProps) {
  const [filter, setFilter] = useState<ConversationFilter>({ ...anyConversation, ...of });
  const [asked] = useDebouncedValue(filter, typingMs);
  const conversations = useConversations(asked);
  const underWay = useEnrichmentUnderWay();
  const enrich = useEnrich();
  const items = conversations.data?.pages.flatMap((page) => page.items) ?? [];
  const toggle = (id: string) => {
    const others = [...chosen].filter((other) => other !== id);
    onChange(new Set(chosen.has(id) ? others : [...others, id]));
  };

  return (
    <Stack gap="sm" role="group" aria-labelledby="choose-conversations">
      <Text size="sm" fw={600} id="choose-conversations">
        Conversations
      </Text>
      <ConversationFilters
        filter={filter}
        onChange={(part) => setFilter((known) => ({ ...known, ...part }))}
      />
      {underWay.data?.id !== undefined && (
        <EnrichmentProgress key={underWay.data.id} started={underWay.data} />
      )}
      {conversations.isPending && <Skeleton h={200} role="status" aria-label="Loading conversations" />}
      {cannotShow(conversations) && (
        <ErrorState error={conversations.error} onRetry={() => void conversations.refetch()} />
      )}
      {conversations.isSuccess && items.length === 0 && (
        <Text size="sm" c="dimmed" py="md">
          No conversation is like that. They are found in the files that avatars are trained with.
        </Text>
      )}
      {items.length > 0 && (
        <div className={classes.box} data-faulty={faults.length > 0}>
          <ConversationTable
            label="Conversations to choose from"
            conversations={items}
            choice={{ chosen, onToggle: toggle }}
            onEnrich={(id) => enrich.mutate([id])}
          />
          {conversations.hasNextPage && (
            <Button
              variant="subtle"
              fullWidth
              loading={conversations.isFetchingNextPage}
              onClick={() => void conversations.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </div>
      )}
      <Bulk filter={asked} chosen={chosen} onChange={onChange} enrich={enrich} />
      {faults.map((fault) => (
        <Text key={fault} size="sm" c="red" role="alert">
          {fault}
        </Text>
      ))}
    </Stack>
  );
}

type BulkProps = Pick<ConversationPickerProps, 'chosen' | 'onChange'> & {
  filter: ConversationFilter;
  enrich: ReturnType<typeof useEnrich>;
};

/** What is done with all conversations that the filter lets through, on however many pages. */
function Bulk({ filter, chosen, onChange, enrich }: BulkProps) {
  const ready = useFindConversations(filter);
  const others = useFindConversations(filter);
  const [note, setNote] = useState<string | null>(null);
  const chooseReady = () =>
    ready.mutate(['completed'], {
      onSuccess: (ids) => {
        onChange(new Set([...chosen, ...ids]));
        setNote(ids.length === 0 ? 'None of them is ready yet.' : null);
      },
    });
  const enrichOthers = () =>
    others.mutate(['pending', 'failed'], {
      onSuccess: (ids) => {
        if (ids.length > 0) enrich.mutate(ids);
        setNote(ids.length === 0 ? 'All of them are enriched already.' : null);
      },
    });
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="xs">
        <Button size="xs" variant="default" loading={ready.isPending} onClick={chooseReady}>
          Select all that are ready
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={others.isPending || enrich.isPending}
          onClick={enrichOthers}
        >
          Enrich all that are not
        </Button>
      </Group>
      <Text size="sm" aria-live="polite">
        {note ?? `${countOf(chosen.size, 'conversation')} chosen`}
        {chosen.size > 0 && (
          <>
            {' · '}
            <Anchor
              component="button"
              type="button"
              size="sm"
              aria-label={`Clear the choice of ${formatNumber(chosen.size)}`}
              onClick={() => onChange(new Set())}
            >
              Clear
            </Anchor>
          </>
        )}
      </Text>
    </Group>
  );
}
