import { Badge, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconSparkles } from '@tabler/icons-react';
import type { Eligibility, EligibilityReason } from '@understudy/domain/fine-tune/contracts/eligibility';
import { Link } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import figures from '../../app/figure.module.css';
import { formatNumber } from '../../app/format.ts';
import { nextSteps } from './next-steps.ts';
import classes from './readiness-panel.module.css';
import { ReasonList } from './reason-list.tsx';
import { useEligibility } from './use-fine-tune-data.ts';

/** Whether there are examples enough, what is missing, and where to get it. */
export function ReadinessPanel({ avatarId, onCreate }: { avatarId: string; onCreate: () => void }) {
  const query = useEligibility(avatarId);
  return (
    <Paper component="section" aria-labelledby="readiness" h="100%" p={{ base: 'md', sm: 'xl' }}>
      {cannotShow(query) && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton h={220} role="status" aria-label="Loading readiness" />}
      {query.data !== undefined && (
        <Readiness eligibility={query.data} avatarId={avatarId} onCreate={onCreate} />
      )}
    </Paper>
  );
}

type ReadinessProps = { eligibility: Eligibility; avatarId: string; onCreate: () => void };

function Readiness({ eligibility, avatarId, onCreate }: ReadinessProps) {
  const { eligible, recommendation, reasons } = eligibility;
  const steps = nextSteps(
    reasons.map(({ code }) => code),
    avatarId,
  );
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="sm">
        <Title order={2} size="h3" id="readiness">
          {eligible ? 'Ready to fine-tune' : 'Not enough to fine-tune yet'}
        </Title>
        <Badge
          variant="light"
          color={eligible ? 'teal' : 'orange'}
          leftSection={
            eligible ? <IconCheck size={12} aria-hidden /> : <IconAlertTriangle size={12} aria-hidden />
          }
        >
          {eligible ? 'Eligible' : 'Not eligible'}
        </Badge>
      </Group>
      <ExampleGauge eligibility={eligibility} />
      <Text size="sm">{recommendation}</Text>
      <ReasonList reasons={unsaid(reasons, recommendation)} />
      <Group gap="xs">
        {eligible && (
          <Button leftSection={<IconSparkles size={17} />} onClick={onCreate}>
            Create fine-tune
          </Button>
        )}
        {steps.map(({ label, to }, index) => (
          <Button key={to} component={Link} to={to} variant={!eligible && index === 0 ? 'filled' : 'default'}>
            {label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** Reasons without what the recommendation says already. */
function unsaid(reasons: readonly EligibilityReason[], recommendation: string): EligibilityReason[] {
  return reasons
    .filter(({ message }) => !recommendation.startsWith(message))
    .map((reason) => (recommendation.includes(reason.advice) ? { ...reason, advice: '' } : reason));
}

function ExampleGauge({ eligibility }: { eligibility: Eligibility }) {
  const {
    current_examples: current,
    required_examples: required,
    recommended_examples: recommended,
    quality_score: quality,
    eligible,
  } = eligibility;
  const percent = Math.min(100, (current / recommended) * 100);
  return (
    <div>
      <Group justify="space-between" align="flex-end" gap="xs" mb={8}>
        <div>
          <span className={`${figures.figure} ${classes.count}`}>{formatNumber(current)}</span>
          <Text span size="sm" c="dimmed" ml={8}>
            of {required} needed, {recommended}+ recommended
          </Text>
        </div>
        <Text size="sm" c="dimmed">
          Quality score{' '}
          <Text span fw={600} c="var(--mantine-color-text)">
            {current === 0 ? '—' : quality.toFixed(2)}
          </Text>
        </Text>
      </Group>
      <div
        className={classes.bar}
        role="meter"
        aria-label="Training examples"
        aria-valuemin={0}
        aria-valuemax={recommended}
        aria-valuenow={Math.min(current, recommended)}
        aria-valuetext={`${current} examples, ${required} needed, ${recommended} recommended`}
      >
        <div className={classes.filled} data-enough={eligible} style={{ width: `${percent}%` }} />
        <div className={classes.needed} style={{ insetInlineStart: `${(required / recommended) * 100}%` }} />
      </div>
    </div>
  );
}
