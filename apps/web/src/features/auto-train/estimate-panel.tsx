import { Alert, Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconSparkles } from '@tabler/icons-react';
import type { AutoTrainDefaults } from '@understudy/domain/auto-train/auto-train-defaults';
import figures from '../../app/figure.module.css';
import { countOf, formatDuration, formatNumber } from '../../app/format.ts';
import classes from './estimate-panel.module.css';
import { estimateSeconds, roundsOf } from './estimate-time.ts';
import { formatUsd } from '../../app/format-amounts.ts';
import { useEstimatePerExample } from './use-auto-train-defaults.ts';
import type { AutoTrainForm } from './use-auto-train-form.ts';

type EstimatePanelProps = { form: AutoTrainForm; defaults: AutoTrainDefaults };

/** What the batch will take, before anything is paid for, and the button that starts it. */
export function EstimatePanel({ form, defaults }: EstimatePanelProps) {
  const { start, faults, body } = form;
  const count = body?.num_examples ?? null;
  const cannotBeSent = Object.keys(faults).length > 0;
  return (
    <Paper className={classes.panel}>
      <Stack gap="md">
        <Title order={2} size="h3">
          Before you start
        </Title>
        <Figures form={form} defaults={defaults} />
        {start.isError && (
          <Alert color="red" icon={<IconAlertCircle />} title="The batch did not start" role="alert">
            {start.error.message}
          </Alert>
        )}
        {!start.isError && cannotBeSent && (
          <Text size="sm" c="red" role="alert">
            Something above cannot be sent as it is. It says so at its field.
          </Text>
        )}
        <Button
          type="submit"
          size="md"
          leftSection={<IconSparkles size={18} />}
          loading={start.isPending}
          disabled={cannotBeSent}
          fullWidth
        >
          {count === null ? 'Generate examples' : `Generate ${countOf(count, 'example')}`}
        </Button>
        <Text size="xs" c="dimmed">
          You can close the page: the batch goes on, and is here when you come back.
        </Text>
      </Stack>
    </Paper>
  );
}

function Figures({ form: { fields, body }, defaults }: EstimatePanelProps) {
  const estimate = useEstimatePerExample(body).data;
  if (estimate === undefined) return <Skeleton h={116} />;
  const count = body?.num_examples ?? 0;
  const calls = estimate.calls_per_example * count;
  const members = (body?.ensemble ?? defaults.ensemble).length;
  const withJudge = (body?.judge_model ?? defaults.judge_model) !== null;
  const concurrency = body?.concurrency ?? defaults.concurrency;
  const seconds = estimateSeconds(calls, concurrency, roundsOf(members, withJudge));
  const cost = estimate.estimated_cost_usd * count;
  const cap = body?.budget?.max_cost_usd;
  return (
    <dl className={classes.figures} title={`With list prices of ${estimate.price_date}`}>
      <Figure
        label="Calls"
        value={`${formatNumber(calls)}`}
        note={`${countOf(estimate.calls_per_example, 'call')} for each example`}
      />
      <Figure
        label="Cost"
        value={`about ${formatUsd(cost)}`}
        note={
          cap !== undefined && cap < cost
            ? 'more than your cap: the batch will wait there'
            : `${formatUsd(estimate.highest_cost_usd * count)} at most, replacements aside`
        }
      />
      <Figure
        label="Time"
        value={`about ${formatDuration(seconds * 1000)}`}
        note={`${formatNumber(concurrency)} calls at the same time${fields.concurrency === '' ? '' : ', as you chose'}`}
      />
    </dl>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd>
        <span className={`${figures.figure} ${classes.value}`}>{value}</span>
        <span className={classes.note}>{note}</span>
      </dd>
    </div>
  );
}
