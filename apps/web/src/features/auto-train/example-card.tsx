import { Group, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconScale, IconTrophy } from '@tabler/icons-react';
import { genreTitles } from '@understudy/domain/auto-train/genres';
import { formatQuality } from '../../app/format-amounts.ts';
import type { AcceptedExample } from './batch-news.ts';
import classes from './example-card.module.css';
import { electionInWords, electionOf, factorsOf } from './example-facts.ts';
import { FactorDots } from './factor-dots.tsx';
import { genreIcons } from './genre-looks.ts';
import { useExample } from './use-example.ts';

type ExampleCardProps = {
  batchId: string;
  example: AcceptedExample;
  onOpen: (index: number) => void;
};

/** A kept example: its genre and score at once, its text as soon as it is read. It opens with everything about it. */
export function ExampleCard({ batchId, example, onOpen }: ExampleCardProps) {
  const { data: item, error } = useExample(batchId, example.index);
  const Icon = genreIcons[example.genre];
  const story = item?.story ?? null;
  return (
    <UnstyledButton
      className={classes.card}
      aria-label={`Example ${example.index + 1}, ${genreTitles[example.genre]}, quality ${formatQuality(example.quality)}`}
      onClick={() => onOpen(example.index)}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={7} wrap="nowrap" className={classes.genre}>
          <Icon size={17} stroke={1.7} aria-hidden />
          {genreTitles[example.genre]}
        </Group>
        <span className={classes.score}>{formatQuality(example.quality)}</span>
      </Group>
      {story !== null && (
        <Text size="sm" className={classes.story}>
          {story}
        </Text>
      )}
      {story === null && error === null && <StorySkeleton />}
      {error !== null && (
        <Text size="sm" c="red">
          {error.message}
        </Text>
      )}
      <Group justify="space-between" wrap="nowrap" gap="xs" className={classes.foot}>
        <span className={classes.facts}>
          {item !== undefined && <Winner words={electionInWords(electionOf(item))} />}
          {item !== undefined && item.judge_score !== null && (
            <span className={classes.fact}>
              <IconScale size={14} stroke={1.7} aria-hidden /> Judge {formatQuality(item.judge_score)}
            </span>
          )}
        </span>
        {story !== null && <FactorDots factors={factorsOf(story)} />}
      </Group>
    </UnstyledButton>
  );
}

function Winner({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <span className={classes.fact} title={words}>
      <IconTrophy size={14} stroke={1.7} aria-hidden /> <span className={classes.words}>{words}</span>
    </span>
  );
}

function StorySkeleton() {
  return (
    <Stack gap={7} className={classes.story} aria-hidden>
      {['100%', '96%', '99%', '62%'].map((width) => (
        <Skeleton key={width} h={11} w={width} />
      ))}
    </Stack>
  );
}
