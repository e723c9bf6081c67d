import { VisuallyHidden } from '@mantine/core';
import { IconScale, IconTrophy } from '@tabler/icons-react';
import type { AutoTrainItem } from '@understudy/domain/auto-train/auto-train-item';
import { genreTitles } from '@understudy/domain/auto-train/genres';
import { memo } from 'react';
import { Link } from 'react-router';
import covering from '../../app/covering-link.module.css';
import { formatQuality } from '../../app/format-amounts.ts';
import type { AcceptedExample } from './batch-news.ts';
import classes from './example-card.module.css';
import { electionInWords, electionOf, factorsOf } from './example-facts.ts';
import { FactorDots } from './factor-dots.tsx';
import { genreIcons } from './genre-looks.ts';
import { useExample } from './use-example.ts';

type ExampleCardProps = { batchId: string; example: AcceptedExample };

/**
 * A kept example: its genre and score at once, its text as soon as it is read. It opens with everything about it.
 * Plain elements, and drawn again only when it changes: dozens of cards come and go while somebody scrolls.
 */
export const ExampleCard = memo(function ExampleCard({ batchId, example }: ExampleCardProps) {
  const { data: item, error } = useExample(batchId, example.index);
  const Icon = genreIcons[example.genre];
  return (
    <article className={`${covering.place} ${classes.card}`}>
      <div className={classes.row}>
        <Link
          to={{ search: `?example=${example.index}` }}
          replace
          preventScrollReset
          className={`${covering.link} ${classes.genre}`}
        >
          <Icon size={17} stroke={1.7} aria-hidden />
          {genreTitles[example.genre]}
          <VisuallyHidden>, example {example.index + 1}</VisuallyHidden>
        </Link>
        <span className={classes.score} title="Quality, of 10">
          {formatQuality(example.quality)}
        </span>
      </div>
      {item !== undefined && <p className={classes.story}>{item.story}</p>}
      {item === undefined && error === null && <div className={classes.waiting} aria-hidden />}
      {error !== null && <p className={classes.error}>{error.message}</p>}
      {item !== undefined && <Foot item={item} />}
    </article>
  );
});

function Foot({ item }: { item: AutoTrainItem }) {
  const election = electionOf(item);
  return (
    <div className={classes.foot}>
      <span className={classes.facts}>
        {election.winner !== null && (
          <span className={classes.fact} title={electionInWords(election) ?? undefined}>
            <IconTrophy size={14} stroke={1.7} aria-hidden />
            <span className={classes.words}>{election.winner.split('/').at(-1)}</span>
            {election.cast > 0 && (
              <span className={classes.short}>
                · {election.won} of {election.cast} votes
              </span>
            )}
          </span>
        )}
        {item.judge_score !== null && (
          <span className={`${classes.fact} ${classes.short}`}>
            <IconScale size={14} stroke={1.7} aria-hidden /> Judge {formatQuality(item.judge_score)}
          </span>
        )}
      </span>
      {item.story !== null && <FactorDots factors={factorsOf(item.story)} />}
    </div>
  );
}
