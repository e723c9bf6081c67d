import { EmptyState, useMatches } from '@mantine/core';
import { IconBooks } from '@tabler/icons-react';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import type { Genre } from '@understudy/domain/auto-train/genres';
import { isEnded } from '@understudy/domain/runs/run';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AcceptedExample } from './batch-news.ts';
import { ExampleModal } from './example-modal.tsx';
import { GalleryGrid } from './gallery-grid.tsx';
import { GenreFilter } from './genre-filter.tsx';
import { createItemLoader } from './load-examples.ts';
import { ItemLoader } from './use-example.ts';

type GalleryProps = { batch: AutoTrainBatch; examples: readonly AcceptedExample[] };

/** Every kept example, the newest on top, and new ones as they arrive. */
export function Gallery({ batch, examples }: GalleryProps) {
  const [search, setSearch] = useSearchParams();
  const [genre, setGenre] = useState<Genre | null>(null);
  const columns = useMatches({ base: 1, sm: 2, lg: 3 });
  const load = useMemo(() => createItemLoader(batch.id), [batch.id]);
  const shown = useMemo(
    () => (genre === null ? examples : examples.filter((example) => example.genre === genre)),
    [examples, genre],
  );
  const opened = search.get('example');
  const close = () => setSearch({}, { replace: true, preventScrollReset: true });

  if (batch.counts.accepted === 0) return <NothingYet over={isEnded(batch.run.status)} />;
  return (
    <ItemLoader value={load}>
      {batch.genres.length > 1 && (
        <GenreFilter genres={batch.genres} examples={examples} value={genre} onChange={setGenre} />
      )}
      <GalleryGrid key={`${genre} ${columns}`} batchId={batch.id} examples={shown} columns={columns} />
      <ExampleModal
        batch={batch}
        index={opened !== null && /^\d+$/.test(opened) ? Number(opened) : null}
        onClose={close}
      />
    </ItemLoader>
  );
}

function NothingYet({ over }: { over: boolean }) {
  return (
    <EmptyState
      my="xl"
      variant="light"
      icon={<IconBooks stroke={1.5} />}
      title={over ? 'No example was kept' : 'The first examples are being written'}
      description={
        over
          ? 'What was turned down, and why, is under “Rejected”. Retry works on what failed.'
          : 'Each one appears here the moment it is accepted.'
      }
    />
  );
}
