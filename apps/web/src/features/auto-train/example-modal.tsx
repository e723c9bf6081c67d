import { Badge, Group, Modal, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import type { AutoTrainItem } from '@understudy/domain/auto-train/auto-train-item';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { genreTitles } from '@understudy/domain/auto-train/genres';
import { baseQuality } from '@understudy/domain/auto-train/quality-score';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatQuality, formatUsd } from '../../app/format-amounts.ts';
import { countOf, formatDuration, formatNumber } from '../../app/format.ts';
import { Election } from './election.tsx';
import { electionOf, factorsOf } from './example-facts.ts';
import classes from './example-modal.module.css';
import { useExample } from './use-example.ts';

type ExampleModalProps = {
  batch: AutoTrainBatch;
  /** Of the example to show; null for none. */
  index: number | null;
  onClose: () => void;
};

/** Everything about one example: the whole story, how its score comes about, and how the ensemble chose it. */
export function ExampleModal({ batch, index, onClose }: ExampleModalProps) {
  return (
    <Modal
      opened={index !== null}
      onClose={onClose}
      size="lg"
      title={index === null ? '' : `Example ${formatNumber(index + 1)}`}
    >
      {index !== null && <WholeExample batchId={batch.id} index={index} />}
    </Modal>
  );
}

function WholeExample({ batchId, index }: { batchId: string; index: number }) {
  const example = useExample(batchId, index);
  if (cannotShow(example)) return <ErrorState error={example.error} onRetry={() => void example.refetch()} />;
  if (example.data === undefined) return <Skeleton h={280} />;
  const item = example.data;
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Group gap="xs">
          <Badge variant="light">{genreTitles[item.genre]}</Badge>
          {item.quality_score !== null && (
            <Badge variant="light" color="teal">
              Quality {formatQuality(item.quality_score)}
            </Badge>
          )}
          {item.judge_score !== null && (
            <Badge variant="light" color="blue">
              Judge {formatQuality(item.judge_score)}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {item.instruction ?? `${item.prompt}. ${item.style}`}
        </Text>
      </Stack>
      <Text className={classes.story}>{item.story ?? item.message}</Text>
      {item.story !== null && <Factors story={item.story} />}
      <Election facts={electionOf(item)} />
      <Text size="xs" c="dimmed">
        {facts(item)}
      </Text>
    </Stack>
  );
}

function facts(item: AutoTrainItem): string {
  return [
    countOf(item.attempts, 'attempt'),
    formatUsd(item.cost_usd),
    `${formatNumber(item.input_tokens + item.output_tokens)} tokens`,
    formatDuration(item.duration_ms),
  ].join(' · ');
}

function Factors({ story }: { story: string }) {
  return (
    <section aria-labelledby="example-factors">
      <Title order={3} size="h4" mb="xs" id="example-factors">
        How the score comes about
      </Title>
      <SimpleGrid
        cols={{ base: 1, xs: 2 }}
        spacing="xl"
        verticalSpacing={6}
        component="ul"
        className={classes.factors}
      >
        <li className={classes.factor} data-met>
          <IconCircleCheckFilled size={17} aria-hidden /> Start <span>{formatQuality(baseQuality)}</span>
        </li>
        {factorsOf(story).map(({ factor, title, impact, met }) => (
          <li key={factor} className={classes.factor} data-met={met}>
            {met ? (
              <IconCircleCheckFilled size={17} aria-hidden />
            ) : (
              <IconCircleDashed size={17} aria-hidden />
            )}
            {title}
            <span>{met ? `+${formatQuality(impact)}` : 'not met'}</span>
          </li>
        ))}
      </SimpleGrid>
    </section>
  );
}
