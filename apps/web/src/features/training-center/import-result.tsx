import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconFileTypeCsv } from '@tabler/icons-react';
import type { TrainingImportSummary } from '@understudy/domain/training-center/contracts/import-examples';
import { Link } from 'react-router';
import figure from '../../app/figure.module.css';
import { formatNumber } from '../../app/format.ts';
import { FirstFaults } from './first-faults.tsx';
import { noticesInWords } from './import-facts.ts';
import classes from './import-result.module.css';
import { useFaultDownload } from './use-fault-download.ts';
import { useUndoImport } from './use-undo-import.ts';

/** What has become of the records of a file, what was wrong with some, and the way to take it all back. */
export function ImportResult({ item }: { item: TrainingImportSummary }) {
  const { counts, faults_url: faultsUrl, import_id: id } = item;
  const undo = useUndoImport(item);
  const download = useFaultDownload(item);
  const notices = noticesInWords(counts.notices);
  if (counts.records === 0) return null;
  return (
    <Stack gap="md">
      <dl className={classes.counts} aria-label={`Records of ${item.file_name}`}>
        <Count name="Imported" value={counts.imported} kind="imported" />
        <Count name="Failed" value={counts.failed} kind="failed" />
        <Count name="Duplicates" value={counts.duplicates} kind="other" />
        <Count name="Near duplicates" value={counts.near_duplicates} kind="other" />
      </dl>
      {notices.length > 0 && (
        <Text size="sm" c="dimmed">
          {notices.join(' · ')}
        </Text>
      )}
      {counts.failed > 0 && <FirstFaults importId={id} fileName={item.file_name} />}
      <Group gap="sm">
        {counts.imported > 0 && (
          <Anchor component={Link} to={`?import_id=${id}`} size="sm">
            Show the examples
          </Anchor>
        )}
        {faultsUrl !== null && counts.failed > 0 && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconFileTypeCsv size={16} />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            All {formatNumber(counts.failed)} faults as CSV
          </Button>
        )}
        {counts.imported > 0 && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconArrowBackUp size={16} />}
            loading={undo.isPending}
            onClick={() => undo.mutate()}
          >
            Undo import
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Count({ name, value, kind }: { name: string; value: number; kind: string }) {
  return (
    <div className={classes.count} data-kind={kind} data-none={value === 0}>
      <dt>{name}</dt>
      <dd className={figure.figure}>{formatNumber(value)}</dd>
    </div>
  );
}
