import { Group, NumberInput, Slider, Stack, Text } from '@mantine/core';
import { examplesPerTraining } from '@understudy/domain/auto-train/training-stats';
import figures from '../../app/figure.module.css';
import { formatNumber } from '../../app/format.ts';
import type { TypedNumber } from './auto-train-fields.ts';
import classes from './example-count-field.module.css';

type ExampleCountFieldProps = {
  value: TypedNumber;
  max: number;
  onChange: (value: TypedNumber) => void;
  error: string | null;
};

function marksUpTo(max: number): { value: number; label: string }[] {
  const values = [examplesPerTraining, ...[1, 2, 3, 4].map((quarter) => Math.round((max * quarter) / 4))];
  const [first = 1, ...rest] = values;
  const apart = rest.filter((value) => value - first > max * 0.09);
  return [first, ...apart]
    .filter((value) => value <= max)
    .map((value) => ({ value, label: formatNumber(value) }));
}

/** How many examples to generate: by hand on a slider, or to the number in a field. */
export function ExampleCountField({ value, max, onChange, error }: ExampleCountFieldProps) {
  const shown = typeof value === 'number' ? Math.min(Math.max(1, value), max) : 1;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end" wrap="nowrap" gap="md">
        <div>
          <Text fw={600} size="sm" id="example-count">
            Examples
          </Text>
          <Text size="xs" c="dimmed">
            {examplesPerTraining} are enough for a first fine-tune, 100 and more make it better.
          </Text>
        </div>
        <NumberInput
          aria-labelledby="example-count"
          aria-invalid={error !== null}
          aria-errormessage={error === null ? undefined : 'example-count-error'}
          classNames={{ input: `${figures.figure} ${classes.number}` }}
          className={classes.field ?? ''}
          size="md"
          value={value}
          onChange={onChange}
          error={error !== null}
          min={1}
          max={max}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator=","
        />
      </Group>
      <Slider
        thumbLabel="Examples"
        className={classes.slider ?? ''}
        value={shown}
        onChange={onChange}
        min={1}
        max={max}
        marks={marksUpTo(max)}
        label={formatNumber}
        size="lg"
        thumbSize={24}
      />
      {error !== null && (
        <Text size="sm" c="red" id="example-count-error" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}
