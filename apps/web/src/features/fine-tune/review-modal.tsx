import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconSparkles } from '@tabler/icons-react';
import type { BaseModel } from '@understudy/domain/fine-tune/base-models';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { cannotShow } from '../../api/cannot-show.ts';
import { toApiError } from '../../api/api-error.ts';
import { formatUsd } from '../../app/format-amounts.ts';
import { EstimateFigures } from './estimate-figures.tsx';
import type { Estimate } from './use-estimate.ts';
import type { FineTuneForm } from './use-fine-tune-form.ts';

type ReviewModalProps = { form: FineTuneForm; estimate: Estimate; models: readonly BaseModel[] };

/** The last look before money is spent: what is trained, with what, for how much. */
export function ReviewModal({ form, estimate, models }: ReviewModalProps) {
  return (
    <Modal
      opened={form.reviewing}
      onClose={form.closeReview}
      title="Start this fine-tune?"
      size="lg"
      transitionProps={{ duration: 120 }}
    >
      <Review form={form} estimate={estimate} models={models} />
    </Modal>
  );
}

function Review({ form, estimate: { query, isCurrent }, models }: ReviewModalProps) {
  const { fields, start } = form;
  const { title } = fineTuneProviderFacts[fields.provider];
  const model = models.find(
    ({ model: name, provider }) => name === fields.baseModel && provider === fields.provider,
  );
  const shown = isCurrent ? query.data : undefined;
  const cap = fields.maxCostUsd === '' ? null : Number(fields.maxCostUsd);
  const isOverCap = shown !== undefined && cap !== null && shown.total_estimate > cap;
  return (
    <Stack>
      <Text size="sm">
        {title} trains <strong>{model?.title ?? fields.baseModel}</strong> by{' '}
        {fields.method === 'dpo' ? 'preference training' : 'supervised training'}.{' '}
        {fields.redact ? 'Personal data is redacted before anything leaves this installation. ' : ''}
        {fields.activateWhenDone
          ? 'The model answers as soon as it is ready.'
          : 'You activate the model yourself when it is ready.'}
      </Text>
      {cannotShow(query) && (
        <Alert color="orange" icon={<IconAlertCircle />} title="There is no estimate">
          {toApiError(query.error).message} The job can be started all the same.
        </Alert>
      )}
      {!cannotShow(query) && shown === undefined && (
        <Skeleton h={260} role="status" aria-label="Estimating" />
      )}
      {shown !== undefined && <EstimateFigures estimate={shown} />}
      {isOverCap && (
        <Alert color="orange" icon={<IconAlertCircle />} title="Dearer than your cap">
          You allow {formatUsd(cap)}. The job would stop before anything is uploaded: raise the cap, or choose
          fewer examples or epochs.
        </Alert>
      )}
      {start.isError && (
        <Alert color="red" icon={<IconAlertCircle />} title="The fine-tune did not start" role="alert">
          {start.error.message}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={form.closeReview}>
          Back
        </Button>
        <Button
          data-autofocus
          leftSection={<IconSparkles size={17} />}
          loading={start.isPending}
          disabled={isOverCap || (shown === undefined && !cannotShow(query))}
          onClick={form.confirm}
        >
          {shown === undefined
            ? 'Start fine-tuning'
            : `Start fine-tuning for about ${formatUsd(shown.total_estimate)}`}
        </Button>
      </Group>
    </Stack>
  );
}
