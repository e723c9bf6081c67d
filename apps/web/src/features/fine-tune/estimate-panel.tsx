import { Alert, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconArrowRight } from '@tabler/icons-react';
import type { components } from '@understudy/client/schema';
import { Link } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { toApiError } from '../../api/api-error.ts';
import { EstimateFigures } from './estimate-figures.tsx';
import classes from './estimate-panel.module.css';
import { nextSteps } from './next-steps.ts';
import type { Estimate } from './use-estimate.ts';
import type { FineTuneForm } from './use-fine-tune-form.ts';

type EstimatePanelProps = {
  form: FineTuneForm;
  estimate: Estimate;
  eligibility: components['schemas']['FineTuneEligibility'] | undefined;
  avatarId: string;
};

/** What the job will take, as it is put together, and the way to its review. Nothing is paid for here. */
export function EstimatePanel({ form, estimate, eligibility, avatarId }: EstimatePanelProps) {
  const { faults, start } = form;
  const isRefused = eligibility?.eligible === false;
  return (
    <Paper className={classes.panel} component="section" aria-label="Estimate">
      <Stack gap="md">
        <Title order={2} size="h3">
          Before you start
        </Title>
        <EstimateState estimate={estimate} isComplete={form.estimated !== null} />
        {isRefused && <Missing eligibility={eligibility} avatarId={avatarId} />}
        {!start.isError && Object.keys(faults).length > 0 && (
          <Text size="sm" c="red" role="alert">
            Something in the form cannot be sent as it is. It says so at its field.
          </Text>
        )}
        <Button
          type="submit"
          size="md"
          rightSection={<IconArrowRight size={18} />}
          disabled={isRefused}
          fullWidth
        >
          Review and confirm
        </Button>
        <Text size="xs" c="dimmed">
          Nothing is uploaded or paid for until you have confirmed.
        </Text>
      </Stack>
    </Paper>
  );
}

function EstimateState({
  estimate: { query, isCurrent },
  isComplete,
}: {
  estimate: Estimate;
  isComplete: boolean;
}) {
  if (!isComplete) {
    return (
      <Text size="sm" c="dimmed">
        The estimate appears when every field can be sent.
      </Text>
    );
  }
  if (cannotShow(query)) {
    return (
      <Alert color="orange" icon={<IconAlertCircle />} title="There is no estimate">
        {toApiError(query.error).message}
      </Alert>
    );
  }
  if (query.data === undefined) return <Skeleton h={260} role="status" aria-label="Estimating" />;
  return (
    <div className={classes.figuresBox} data-current={isCurrent} aria-busy={!isCurrent}>
      <EstimateFigures estimate={query.data} />
    </div>
  );
}

function Missing({
  eligibility,
  avatarId,
}: {
  eligibility: components['schemas']['FineTuneEligibility'];
  avatarId: string;
}) {
  const steps = nextSteps(
    eligibility.reasons.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    avatarId,
  );
  return (
    <Alert color="orange" icon={<IconAlertCircle />} title="Not enough examples">
      {eligibility.recommendation}
      <Group gap="xs" mt="sm">
        {steps.map(({ label, to }) => (
          <Button key={to} component={Link} to={to} size="compact-sm" variant="default">
            {label}
          </Button>
        ))}
      </Group>
    </Alert>
  );
}
