import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconSparkles } from '@tabler/icons-react';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { formatUsd } from '../../app/format-amounts.ts';
import { countOf } from '../../app/format.ts';
import { BatchEstimate } from './batch-estimate.tsx';
import type { BatchForm } from './use-batch-form.ts';

/** The last look before money is spent on many avatars at once. */
export function BatchReviewModal({ form }: { form: BatchForm }) {
  const { fields, start, estimate } = form;
  const shown = estimate.isCurrent ? estimate.query.data : undefined;
  return (
    <Modal opened={form.reviewing} onClose={form.closeReview} title="Fine-tune these avatars?" size="lg">
      <Stack>
        <Text size="sm">
          {fineTuneProviderFacts[fields.provider].title} trains <strong>{fields.baseModel}</strong> for each
          of them with its own examples, a few at a time. Each gets a job of its own.{' '}
          {fields.activateWhenDone
            ? 'Each model answers as soon as it is ready.'
            : 'You activate each model yourself.'}
        </Text>
        <BatchEstimate estimate={estimate} />
        {fields.maxCostUsd !== '' && (
          <Text size="sm" c="dimmed">
            A job that would cost more than {formatUsd(Number(fields.maxCostUsd))} does not start.
          </Text>
        )}
        {start.isError && (
          <Alert color="red" icon={<IconAlertCircle />} title="The batch did not start" role="alert">
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
            disabled={shown === undefined || shown.eligible === 0}
            onClick={() => start.mutate()}
          >
            {shown === undefined
              ? 'Start'
              : `Fine-tune ${countOf(shown.eligible, 'avatar')} for about ${formatUsd(shown.total_estimate)}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
