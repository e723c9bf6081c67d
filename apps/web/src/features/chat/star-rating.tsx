import { Group, UnstyledButton } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { countOf } from '../../app/format.ts';
import classes from './star-rating.module.css';

const values = [1, 2, 3, 4, 5] as const;

type StarRatingProps = { value: number; onChange: (value: number) => void };

/** One to five stars, each a button of its own. 0 is no rating yet. */
export function StarRating({ value, onChange }: StarRatingProps) {
  return (
    <Group gap={0} role="group" aria-label="Rate this answer" wrap="nowrap">
      {values.map((star) => {
        const Icon = star <= value ? IconStarFilled : IconStar;
        return (
          <UnstyledButton
            key={star}
            className={classes.star}
            data-on={star <= value}
            aria-label={countOf(star, 'star')}
            aria-pressed={star === value}
            onClick={() => onChange(star)}
          >
            <Icon size={17} stroke={1.6} />
          </UnstyledButton>
        );
      })}
    </Group>
  );
}
