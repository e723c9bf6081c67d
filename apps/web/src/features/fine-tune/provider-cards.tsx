import { Badge, Radio, Text } from '@mantine/core';
import type { FineTuneProviderState } from '@understudy/domain/fine-tune/contracts/base-models';
import type { FineTuneProvider } from '@understudy/domain/fine-tune/fine-tune-provider';
import classes from './choice-cards.module.css';
import { providerNotes, setUpHints } from './provider-words.ts';

type ProviderCardsProps = {
  providers: readonly FineTuneProviderState[];
  value: FineTuneProvider;
  onChange: (provider: FineTuneProvider) => void;
};

/** Who can train; of those that are not set up here, why and what to do. */
export function ProviderCards({ providers, value, onChange }: ProviderCardsProps) {
  const choose = (name: string) => {
    const chosen = providers.find(({ provider }) => provider === name);
    if (chosen !== undefined) onChange(chosen.provider);
  };
  return (
    <Radio.Group label="Provider" value={value} onChange={choose}>
      <div className={classes.cards}>
        {providers.map((state) => (
          <Radio.Card
            key={state.provider}
            value={state.provider}
            disabled={!state.is_set_up}
            className={classes.card ?? ''}
            aria-label={nameOf(state)}
          >
            <span className={classes.head}>
              <Radio.Indicator disabled={!state.is_set_up} size="xs" />
              <span className={classes.title}>{state.title}</span>
              <Mark state={state} />
            </span>
            <Text size="xs" c="dimmed" component="span" className={classes.note ?? ''}>
              {state.is_set_up ? providerNotes[state.provider] : setUpHints[state.provider]}
            </Text>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

function nameOf({ title, is_set_up: isSetUp, provider, reason }: FineTuneProviderState): string {
  return isSetUp ? title : `${title}. ${reason ?? ''} ${setUpHints[provider]}`;
}

function Mark({ state }: { state: FineTuneProviderState }) {
  if (!state.is_set_up) {
    return (
      <Badge size="sm" variant="default">
        Not set up
      </Badge>
    );
  }
  if (!state.simulated) return null;
  return (
    <Badge size="sm" variant="light" color="blue">
      Simulated
    </Badge>
  );
}
