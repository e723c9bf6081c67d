import { Input, UnstyledButton } from '@mantine/core';
import choices from '../../app/choice-button.module.css';
import { formatNumber } from '../../app/format.ts';
import classes from './pattern-buttons.module.css';
import { patternTitle } from './pattern-title.ts';

type PatternButtonsProps = {
  /** Pattern types with their counts. */
  patterns: readonly (readonly [pattern: string, count: number])[];
  /** None for all. */
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
  error: string | null;
};

/** Any number of pattern types to choose; none means all of them. */
export function PatternButtons({ patterns, value, onChange, error }: PatternButtonsProps) {
  if (patterns.length === 0) return null;
  const toggle = (pattern: string) =>
    onChange(value.includes(pattern) ? value.filter((other) => other !== pattern) : [...value, pattern]);
  return (
    <Input.Wrapper
      label="Pattern types"
      labelElement="div"
      description={
        value.length === 0 ? 'None chosen: examples of every type.' : 'Only examples of these types.'
      }
      error={error}
    >
      <div className={classes.buttons} role="group" aria-label="Pattern types">
        {patterns.map(([pattern, count]) => (
          <UnstyledButton
            key={pattern}
            className={`${choices.choice} ${classes.button}`}
            aria-pressed={value.includes(pattern)}
            onClick={() => toggle(pattern)}
          >
            {patternTitle(pattern)} <span className={classes.count}>{formatNumber(count)}</span>
          </UnstyledButton>
        ))}
      </div>
    </Input.Wrapper>
  );
}
