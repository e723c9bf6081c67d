import { Button, Grid, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { components } from '@understudy/client/schema';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { AfterwardsFields } from '../fine-tune/afterwards-fields.tsx';
import { firstChoice } from '../fine-tune/first-choice.ts';
import { FormPart } from '../fine-tune/form-part.tsx';
import { HyperparameterFields } from '../fine-tune/hyperparameter-fields.tsx';
import { ModelFields } from '../fine-tune/model-fields.tsx';
import { SelectionFields } from '../fine-tune/selection-fields.tsx';
import { BatchEstimate } from './batch-estimate.tsx';
import classes from './batch-estimate.module.css';
import { BatchReviewModal } from './batch-review-modal.tsx';
import { useBatchForm } from './use-batch-form.ts';

type NewBatchFormProps = {
  avatarIds: readonly string[];
  offered: components['schemas']['FineTuneBaseModels'];
};

const noPatterns: readonly never[] = [];

/** One form for many avatars: what each job is made from, what all of them cost, and one confirmation. */
export function NewBatchForm({ avatarIds, offered }: NewBatchFormProps) {
  const navigate = useNavigate();
  const form = useBatchForm({
    avatarIds,
    initial: firstChoice(offered),
    onStarted: (batchId) => void navigate(`/fine-tune/batches/${batchId}`),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.review();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Fine-tune many avatars">
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <FormPart title="Model">
              <ModelFields form={form} models={offered.models} providers={offered.providers} />
            </FormPart>
            <FormPart title="Examples">
              <SelectionFields form={form} patterns={noPatterns} />
            </FormPart>
            <FormPart title="Training">
              <HyperparameterFields form={form} />
            </FormPart>
            <FormPart title="Afterwards">
              <AfterwardsFields form={form} avatarName="Each avatar" />
            </FormPart>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Paper component="section" aria-label="Estimate" className={classes.panel}>
            <Stack gap="md">
              <Title order={2} size="h3">
                Before you start
              </Title>
              <BatchEstimate estimate={form.estimate} />
              <Button
                type="submit"
                size="md"
                fullWidth
                rightSection={<IconArrowRight size={18} />}
                disabled={form.estimate.query.data?.eligible === 0}
              >
                Review and confirm
              </Button>
              <Text size="xs" c="dimmed">
                Nothing is uploaded or paid for until you have confirmed.
              </Text>
            </Stack>
          </Paper>
        </Grid.Col>
      </Grid>
      <BatchReviewModal form={form} />
    </form>
  );
}
