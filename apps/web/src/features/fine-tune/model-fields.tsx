import { Alert, Autocomplete, Input, SegmentedControl, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { BaseModel } from '@understudy/domain/fine-tune/base-models';
import type { FineTuneProviderState } from '@understudy/domain/fine-tune/contracts/base-models';
import { fineTuneMethods, type FineTuneProvider } from '@understudy/domain/fine-tune/fine-tune-provider';
import { faultAt } from '../../app/form-faults.ts';
import { ModelCards } from './model-cards.tsx';
import { ProviderCards } from './provider-cards.tsx';
import type { FineTuneFieldsForm } from './use-fine-tune-fields.ts';

type ModelFieldsProps = {
  form: FineTuneFieldsForm;
  models: readonly BaseModel[];
  providers: readonly FineTuneProviderState[];
};

const methodTitles = { supervised: 'Supervised', dpo: 'Preference (DPO)' } as const;
const methodNotes = {
  supervised: 'Learns to answer as the examples do.',
  dpo: 'Learns from pairs of a preferred and another answer; best after supervised training.',
} as const;

/** Who trains, which model, and how it learns. */
export function ModelFields({ form, models, providers }: ModelFieldsProps) {
  const { fields, change, faults } = form;
  const offered = models.filter(({ provider }) => provider === fields.provider);
  const state = providers.find(({ provider }) => provider === fields.provider);
  const choose = (provider: FineTuneProvider) => {
    const own = models.filter((model) => model.provider === provider);
    const known = own.some(({ model }) => model === fields.baseModel);
    const recommended = own.find((model) => model.recommended) ?? own[0];
    change({ provider, ...(known ? {} : { baseModel: recommended?.model ?? '' }) });
  };
  return (
    <>
      <ProviderCards providers={providers} value={fields.provider} onChange={choose} />
      <Input.Wrapper label="Base model" labelElement="div" description="What is trained further.">
        <ModelCards
          models={offered}
          value={fields.baseModel}
          onChange={(baseModel) => change({ baseModel })}
        />
      </Input.Wrapper>
      <Autocomplete
        label="Or another model, by its name"
        description="Also one that was tuned before."
        data={offered.map(({ model }) => model)}
        value={fields.baseModel}
        onChange={(baseModel) => change({ baseModel })}
        error={faultAt(faults, 'base_model')}
      />
      <ShutdownNote model={offered.find(({ model }) => model === fields.baseModel)} />
      <Input.Wrapper label="Method" labelElement="div" error={faultAt(faults, 'method')}>
        <SegmentedControl
          mt={8}
          fullWidth
          aria-label="Method"
          data={fineTuneMethods.map((method) => ({
            value: method,
            label: methodTitles[method],
            disabled: state !== undefined && !state.methods.includes(method),
          }))}
          value={fields.method}
          onChange={(method) => change({ method })}
        />
        <Text size="xs" c="dimmed" mt={6}>
          {methodNotes[fields.method]}
        </Text>
      </Input.Wrapper>
    </>
  );
}

function ShutdownNote({ model }: { model: BaseModel | undefined }) {
  if (model === undefined || model.shutdown_date === null) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title={`Answers until ${model.shutdown_date}`}>
      Its provider shuts {model.title} down on that day, and every model tuned from it. The chat falls back to
      the base model in time.
    </Alert>
  );
}
