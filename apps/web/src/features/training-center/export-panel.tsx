import { EmptyState, Grid, Skeleton, Stack, Switch } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { TrainingCenterStats } from '@understudy/domain/training-center/contracts/training-center-stats';
import {
  exampleFormats,
  type ExampleFormat,
} from '@understudy/domain/training-center/formats/example-format';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { DownloadPanel } from './download-panel.tsx';
import { FormatPicker } from './format-picker.tsx';
import { isFiltered } from './table-view.ts';
import { TrainingPlaces } from './training-places.tsx';
import type { DownloadScope } from './use-download.ts';
import { useTableView } from './use-table-view.ts';

type ExportPanelProps = {
  avatarId: string | null;
  /** Undefined while they are not known. */
  stats: TrainingCenterStats | undefined;
};

/** Where examples become a file for a trainer, and what to do with it there. */
export function ExportPanel({ avatarId, stats }: ExportPanelProps) {
  const { view } = useTableView();
  const [format, setFormat] = useFormat();
  const [onlyFiltered, setOnlyFiltered] = useState(false);
  const filtered = isFiltered(view.filter);
  const scope: DownloadScope =
    filtered && onlyFiltered ? { avatarId, filter: view.filter } : { avatarId, filter: {} };
  if (stats === undefined) return <Skeleton h={320} radius="lg" role="status" aria-label="Loading" />;
  if (stats.total_examples === 0) return <NothingToExport />;
  return (
    <Stack gap="xl">
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <FormatPicker value={format} onChange={setFormat} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="md">
            {filtered && (
              <Switch
                label="Only what the table’s filter shows"
                checked={onlyFiltered}
                onChange={(event) => setOnlyFiltered(event.currentTarget.checked)}
              />
            )}
            <DownloadPanel format={format} scope={scope} readiness={stats.readiness} />
          </Stack>
        </Grid.Col>
      </Grid>
      <TrainingPlaces
        format={format}
        scope={scope}
        hasPairs={stats.preference_pairs > 0 && scope.filter.kind !== 'chat'}
      />
    </Stack>
  );
}

/** The chosen format, kept in the address. */
function useFormat(): readonly [ExampleFormat, (format: ExampleFormat) => void] {
  const [search, setSearch] = useSearchParams();
  const chosen = exampleFormats.find((format) => format === search.get('format')) ?? 'jsonl';
  const choose = (format: ExampleFormat) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.set('format', format);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return [chosen, choose];
}

function NothingToExport() {
  return (
    <EmptyState
      my="xl"
      variant="light"
      icon={<IconDownload stroke={1.5} />}
      title="Nothing to export yet"
      description="One example is enough for a file; a hundred are enough to train on."
    />
  );
}
