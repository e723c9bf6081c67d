import { Radio, Text } from '@mantine/core';
import type { BaseModel } from '@understudy/domain/fine-tune/base-models';
import classes from './choice-cards.module.css';

type ModelCardsProps = {
  models: readonly BaseModel[];
  value: string;
  onChange: (model: string) => void;
};

/** The models that a provider trains, the recommended one marked. */
export function ModelCards({ models, value, onChange }: ModelCardsProps) {
  return (
    <Radio.Group value={value} onChange={onChange} aria-label="Base model">
      <div className={classes.cards}>
        {models.map(({ model, title, note, recommended }) => (
          <Radio.Card
            key={model}
            value={model}
            className={classes.card ?? ''}
            aria-label={`${title}, ${recommended ? 'recommended, ' : ''}${note}`}
          >
            <span className={classes.head}>
              <Radio.Indicator size="xs" />
              <span className={classes.title}>{title}</span>
            </span>
            <Text size="xs" c="dimmed" component="span" className={classes.note ?? ''}>
              {recommended && <strong>Recommended · </strong>}
              {note}
            </Text>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
