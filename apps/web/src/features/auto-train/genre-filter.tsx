import { Chip, Group } from '@mantine/core';
import { genres as allGenres, genreTitles, type Genre } from '@understudy/domain/auto-train/genres';
import { useMemo } from 'react';
import { formatNumber } from '../../app/format.ts';
import type { AcceptedExample } from './batch-news.ts';

type GenreFilterProps = {
  genres: readonly Genre[];
  examples: readonly AcceptedExample[];
  /** Null for all. */
  value: Genre | null;
  onChange: (value: Genre | null) => void;
};

/** Shows the examples of one genre, or of all. */
export function GenreFilter({ genres, examples, value, onChange }: GenreFilterProps) {
  const counts = useMemo(() => countByGenre(examples), [examples]);
  return (
    <Chip.Group
      value={value ?? 'all'}
      onChange={(chosen) => onChange(allGenres.find((genre) => genre === chosen) ?? null)}
    >
      <Group gap={6} role="group" aria-label="Show genre">
        <Chip value="all" size="xs" variant="light">
          All
        </Chip>
        {genres.map((genre) => (
          <Chip key={genre} value={genre} size="xs" variant="light">
            {genreTitles[genre]} {formatNumber(counts.get(genre) ?? 0)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

function countByGenre(examples: readonly AcceptedExample[]): Map<Genre, number> {
  const counts = new Map<Genre, number>();
  for (const { genre } of examples) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  return counts;
}
