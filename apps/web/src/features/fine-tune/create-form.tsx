import { Grid, Stack } from '@mantine/core';
import type { components } from '@understudy/client/schema';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { BaseModel } from '@understudy/domain/fine-tune/base-models';
import type { FineTuneProviderState } from '@understudy/domain/fine-tune/contracts/base-models';
import type { FormEvent } from 'react';
import { AfterwardsFields } from './afterwards-fields.tsx';
import { DataSelect } from './data-select.tsx';
import { EstimatePanel } from './estimate-panel.tsx';
import type { FineTuneFields } from './fine-tune-fields.ts';
import { FormPart } from './form-part.tsx';
import { HyperparameterFields } from './hyperparameter-fields.tsx';
import { ModelFields } from './model-fields.tsx';
import { ReviewModal } from './review-modal.tsx';
import { SelectionFields } from './selection-fields.tsx';
import { useEligibility, useStatistics } from './use-fine-tune-data.ts';
import { useEstimate } from './use-estimate.ts';
import { useFineTuneForm } from './use-fine-tune-form.ts';

type CreateFormProps = {
  avatar: Avatar;
  models: readonly BaseModel[];
  providers: readonly FineTuneProviderState[];
  initial: Partial<FineTuneFields>;
  onStarted: (jobId: string) => void;
};

/** The form of a job: who trains which model, with which examples, how, and what becomes of it. */
export function CreateForm({ avatar, models, providers, initial, onStarted }: CreateFormProps) {
  const form = useFineTuneForm({ avatarId: avatar.id, initial, onStarted });
  const { fields } = form;
  const estimate = useEstimate(avatar.id, form.estimated);
  const statistics = useStatistics(avatar.id).data;
  const eligibility = useEligibility(avatar.id, {
    provider: fields.provider,
    method: fields.method,
    ...(fields.trainingDataId === null ? {} : { training_data_id: fields.trainingDataId }),
  }).data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.review();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Create a fine-tune">
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <FormPart title="Model">
              <ModelFields form={form} models={models} providers={providers} />
            </FormPart>
            <FormPart title="Examples">
              <DataSelect form={form} avatarId={avatar.id} />
              <SelectionFields form={form} patterns={patternsOf(statistics)} />
            </FormPart>
            <FormPart title="Training">
              <HyperparameterFields form={form} />
            </FormPart>
            <FormPart title="Afterwards">
              <AfterwardsFields form={form} avatarName={avatar.name} />
            </FormPart>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <EstimatePanel form={form} estimate={estimate} eligibility={eligibility} avatarId={avatar.id} />
        </Grid.Col>
      </Grid>
      <ReviewModal form={form} estimate={estimate} models={models} />
    </form>
  );
}

function patternsOf(statistics: components['schemas']['FineTuneStatistics'] | undefined) {
  return Object.entries(statistics?.by_pattern_type ?? {});
}
