import { Anchor, Group, Modal, Paper, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { MonthlyBudget } from '@understudy/domain/budget/budget';
import { cannotShow } from '../../api/cannot-show.ts';
import { formatUsd } from '../../app/format-amounts.ts';
import { MonthlyCapForm } from './monthly-cap-form.tsx';
import { useMonthlyBudget } from './use-monthly-budget.ts';

const monthFormat = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What this month has cost against its cap, and where the cap is set. Nothing while it cannot be read. */
export function MonthlyBudgetPanel() {
  const budget = useMonthlyBudget();
  const [editing, edit] = useDisclosure(false);
  if (cannotShow(budget)) return null;
  if (budget.data === undefined) return <Skeleton h={110} radius="lg" />;
  const { month, max_cost_usd: cap } = budget.data;
  const title = monthFormat.format(new Date(`${month}-01T00:00:00Z`));
  return (
    <Paper component="section" aria-label={`Budget of ${title}`}>
      <Stack gap={8}>
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h3">
            {title}
          </Title>
          <Anchor component="button" type="button" size="sm" onClick={edit.open}>
            {cap === null ? 'Set a cap' : 'Change the cap'}
          </Anchor>
        </Group>
        <Spent budget={budget.data} />
      </Stack>
      <Modal opened={editing} onClose={edit.close} title="Cap for each month">
        <MonthlyCapForm cap={cap} onClose={edit.close} />
      </Modal>
    </Paper>
  );
}

function Spent({ budget }: { budget: MonthlyBudget }) {
  const { spent_usd, reserved_usd, max_cost_usd: cap } = budget;
  const reserved = reserved_usd > 0 ? `, ${formatUsd(reserved_usd)} set aside for calls under way` : '';
  if (cap === null) {
    return (
      <Text size="sm" c="dimmed">
        {formatUsd(spent_usd)} spent{reserved}. There is no cap.
      </Text>
    );
  }
  const share = Math.min(100, (spent_usd / cap) * 100);
  return (
    <>
      <Progress
        value={share}
        color={share >= 100 ? 'red' : 'footlight'}
        aria-label="Spent of this month's cap"
      />
      <Text size="sm" c="dimmed">
        {formatUsd(spent_usd)} of {formatUsd(cap)} spent{reserved}.
      </Text>
    </>
  );
}
