import { Alert, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconHistory } from '@tabler/icons-react';
import type { TrainingImportSummary } from '@understudy/domain/training-center/contracts/import-examples';
import { useCallback, useState } from 'react';
import { formatBytes, formatDateTime } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { importStatusLooks, isUnderWay } from './import-facts.ts';
import { ImportDecision } from './import-decision.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportResult } from './import-result.tsx';
import { useArrival } from './use-arrival.ts';
import classes from './import-card.module.css';

type ImportCardProps = {
  item: TrainingImportSummary;
  /** Whether its file was chosen here just now, and nobody has seen yet what is in it. */
  isNew: boolean;
  onShown: () => void;
};

/** One import: what the file is, and, by how far it is, its preview, its progress or its result. */
export function ImportCard({ item, isNew, onShown }: ImportCardProps) {
  const { status, file_name: name, format, problem, same_file_as: earlier } = item;
  const { title, color } = importStatusLooks[status];
  const [isPreviewed, setPreviewed] = useState(false);
  const onPreview = useCallback(() => setPreviewed(true), []);
  const isReady = status === 'awaiting_confirmation' ? isPreviewed : !isUnderWay(status);
  const heading = useArrival(isNew && isReady, onShown);
  return (
    <Paper component="li" p={{ base: 'md', sm: 'lg' }} className={classes.card} aria-label={name}>
      <Stack gap="md">
        <div>
          <Group justify="space-between" gap="xs">
            <Title order={3} size="h4" className={classes.name} ref={heading} tabIndex={-1}>
              {name}
            </Title>
            <Badge variant="light" color={color}>
              {title}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            <When iso={item.created_at} /> · {formatBytes(item.bytes)}
            {format !== null && ` · ${formatInWords(format)}`}
          </Text>
        </div>
        {earlier !== null && (
          <Alert color="orange" icon={<IconHistory />} title="This file was imported before">
            On {formatDateTime(earlier.imported_at)}. Examples that are there already are skipped, unless you
            choose to keep them.
          </Alert>
        )}
        {problem !== null && (
          <Alert color="red" icon={<IconAlertCircle />} title="The file could not be imported">
            {problem.detail}
          </Alert>
        )}
        {status === 'awaiting_confirmation' && item.run_id !== null && (
          <ImportDecision importId={item.import_id} runId={item.run_id} onPreview={onPreview} />
        )}
        {isUnderWay(status) && item.run_id !== null && <ImportProgress runId={item.run_id} item={item} />}
        {!isUnderWay(status) && status !== 'awaiting_confirmation' && <ImportResult item={item} />}
      </Stack>
    </Paper>
  );
}

function formatInWords(format: NonNullable<TrainingImportSummary['format']>): string {
  return [
    format.title,
    format.compressed ? 'compressed' : null,
    format.encoding === 'utf-8' ? null : 'Windows-1252',
    format.has_header === false ? 'without a header' : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
