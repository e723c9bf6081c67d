import { Group, Paper, Progress, Text } from '@mantine/core';
import { isEnded } from '@understudy/domain/runs/run';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { Link } from 'react-router';
import covering from '../../app/covering-link.module.css';
import figures from '../../app/figure.module.css';
import { formatBytes, formatNumber } from '../../app/format.ts';
import { formatQuality } from '../../app/format-amounts.ts';
import { When } from '../../app/when.tsx';
import { TrainingFileBadge } from './training-file-badge.tsx';
import classes from './training-file-row.module.css';

/** A training file in the list. The whole row leads to it. */
export function TrainingFileRow({ file }: { file: TrainingFile }) {
  const { run, quality_summary: quality } = file;
  return (
    <Paper component="li" p="md" className={covering.place}>
      <div className={classes.row}>
        <div>
          <Group gap="sm">
            <Text component={Link} to={`/training-files/${file.id}`} fw={600} className={covering.link}>
              {file.name}
            </Text>
            <TrainingFileBadge file={file} />
          </Group>
          <Text size="sm" c="dimmed">
            Made <When iso={file.created_at} />
            {file.description !== null && file.description !== '' && ` · ${file.description}`}
          </Text>
        </div>
        <dl className={classes.figures}>
          <Figure name="Conversations" value={formatNumber(file.conversation_count)} />
          <Figure name="Pairs" value={formatNumber(file.total_training_pairs)} />
          <Figure
            name="Quality"
            value={
              quality.average_quality_score === null ? '—' : formatQuality(quality.average_quality_score)
            }
          />
          <Figure name="Size" value={sizeOf(file)} />
        </dl>
      </div>
      {!isEnded(run.status) && (
        <Progress
          value={run.progress.percent}
          mt="sm"
          size="sm"
          animated={run.status === 'running'}
          aria-label={`Progress of ${file.name}`}
        />
      )}
      {file.error !== null && isEnded(run.status) && (
        <Text size="sm" c="red" mt="xs">
          {file.error.message}
        </Text>
      )}
    </Paper>
  );
}

function sizeOf({ jsonl_file_size }: TrainingFile): string {
  return jsonl_file_size === null ? '—' : formatBytes(jsonl_file_size);
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={figures.figure}>{value}</dd>
    </div>
  );
}
