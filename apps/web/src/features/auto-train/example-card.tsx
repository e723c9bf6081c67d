import { Group, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconScale, IconTrophy } from '@tabler/icons-react';
import { genreTitles } from '@understudy/domain/auto-train/genres';
import { Link } from 'react-router';
import { formatQuality } from '../../app/format-amounts.ts';
import type { AcceptedExample } from './batch-news.ts';
import classes from './example-card.module.css';
import { electionInWords, electionOf, factorsOf, type ElectionFacts } from './example-facts.ts';
import { FactorDots } from './factor-dots.tsx';
import { genreIcons } from './genre-looks.ts';
import { useExample } from './use-example.ts';

type ExampleCardProps = { batchId: string; example: AcceptedExample };

/** A kept example: its genre and score at once, its text as soon as it is read. It opens with everything about it. */
export function ExampleCard({ batchId, example }: ExampleCardProps) {
  const { data: item, error } = useExample(batchId, example.index);
  const Icon = genreIcons[example.genre];
  const story = item?.story ?? null;
  return (
    <article className={classes.card}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Link
          to={{ search: `?example=${example.index}` }}
          replace
          preventScrollReset
          className={classes.genre}
        >
          <Icon size={17} stroke={1.7} aria-hidden />
          {genreTitles[example.genre]}
          <VisuallyHidden>, example {example.index + 1}</VisuallyHidden>
        </Link>
        <span className={classes.score} title="Quality, of 10">
          {formatQuality(example.quality)}
        </span>
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
          {item !== undefined && <Winner facts={electionOf(item)} />}
          {item !== undefined && item.judge_score !== null && (
            <span className={classes.fact} data-short>
              <IconScale size={14} stroke={1.7} aria-hidden /> Judge {formatQuality(item.judge_score)}
            </span>
          )}
        </span>
        {story !== null && <FactorDots factors={factorsOf(story)} />}
      </Group>
    </article>
  );
}

function Winner({ facts }: { facts: ElectionFacts }) {
  if (facts.winner === null) return null;
  return (
    <span className={classes.fact} title={electionInWords(facts) ?? undefined}>
      <IconTrophy size={14} stroke={1.7} aria-hidden />
      <span className={classes.words}>{facts.winner.split('/').at(-1)}</span>
      {facts.cast > 0 && (
        <span className={classes.votes}>
          · {facts.won} of {facts.cast} votes
        </span>
      )}
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
