import { Input, UnstyledButton } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { genres, genreTitles, type Genre } from '@understudy/domain/auto-train/genres';
import choices from '../../app/choice-button.module.css';
import classes from './genre-buttons.module.css';
import { genreIcons } from './genre-looks.ts';

type GenreButtonsProps = {
  /** None for all. */
  value: readonly Genre[];
  onChange: (value: readonly Genre[]) => void;
  error: string | null;
};

/** Any number of genres to choose; none means all of them. */
export function GenreButtons({ value, onChange, error }: GenreButtonsProps) {
  const toggle = (genre: Genre) =>
    onChange(genres.filter((other) => (other === genre) !== value.includes(other)));
  return (
    <Input.Wrapper
      label="Genres"
      labelElement="div"
      description={
        value.length === 0
          ? 'None chosen: stories of all eight genres, evenly.'
          : 'Evenly over those you chose.'
      }
      error={error}
    >
      <div className={classes.buttons} role="group" aria-label="Genres">
        <UnstyledButton
          className={`${choices.choice} ${classes.button}`}
          aria-pressed={value.length === 0}
          onClick={() => onChange([])}
        >
          <IconSparkles size={19} stroke={1.7} aria-hidden />
          All, mixed
        </UnstyledButton>
        {genres.map((genre) => {
          const Icon = genreIcons[genre];
          return (
            <UnstyledButton
              key={genre}
              className={`${choices.choice} ${classes.button}`}
              aria-pressed={value.includes(genre)}
              onClick={() => toggle(genre)}
            >
              <Icon size={19} stroke={1.7} aria-hidden />
              {genreTitles[genre]}
            </UnstyledButton>
          );
        })}
      </div>
    </Input.Wrapper>
  );
}
