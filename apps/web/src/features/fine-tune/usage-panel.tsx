import { Group, Paper, SegmentedControl, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { FineTuneUsage } from '@understudy/domain/fine-tune/contracts/usage';
import { useMemo, useState } from 'react';
import { cannotShow } from '../../api/cannot-show.ts';
import { ChartArea } from '../../app/chart-area.tsx';
import { lazyCode } from '../../app/load-code.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatCompact, formatUsd } from '../../app/format-amounts.ts';
import { countOf, formatNumber } from '../../app/format.ts';
import { FactTile } from '../prompt-versions/fact-tile.tsx';
import { fillDays } from './usage-days.ts';
import { useUsage } from './use-fine-tune-data.ts';

/** Charts bring a library of their own, which nothing else needs. */
const MessagesChart = lazyCode(async () => (await import('./usage-charts.tsx')).MessagesChart);
const CostChart = lazyCode(async () => (await import('./usage-charts.tsx')).CostChart);

const periods = [7, 30, 90] as const;

/** What the tuned models were used for, by day, and what that has cost. */
export function UsagePanel({ avatarId }: { avatarId: string }) {
  const [days, setDays] = useState<number>(30);
  const query = useUsage(avatarId, days);
  return (
    <Paper component="section" aria-labelledby="fine-tune-usage" p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Group justify="space-between" gap="sm">
          <Title order={2} size="h3" id="fine-tune-usage">
            Use of tuned models
          </Title>
          <SegmentedControl
            size="xs"
            aria-label="Period"
            data={periods.map((period) => ({ value: String(period), label: `${period} days` }))}
            value={String(days)}
            onChange={(value) => setDays(Number(value))}
          />
        </Group>
        {cannotShow(query) && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton h={200} role="status" aria-label="Loading the use" />}
        {query.data !== undefined && <Use usage={query.data} days={days} />}
      </Stack>
    </Paper>
  );
}

function Use({ usage, days }: { usage: FineTuneUsage; days: number }) {
  const filled = useMemo(() => fillDays(usage.days, days, new Date()), [usage, days]);
  if (usage.days.length === 0) {
    return (
      <Text c="dimmed" size="sm">
        No message was answered by a tuned model in the last {days} days. Activate one, and every answer is
        counted here.
      </Text>
    );
  }
  const { total, price_date: priceDate } = usage;
  const fallbacks = filled.reduce((sum, day) => sum + day.fallbacks, 0);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <FactTile
          label="Messages"
          value={formatNumber(total.messages_count)}
          note={
            fallbacks === 0
              ? 'all by the tuned model'
              : `${countOf(fallbacks, 'other')} by the base model in its place`
          }
        />
        <FactTile
          label="Tokens"
          value={formatCompact(total.input_tokens + total.output_tokens)}
          note={`${formatCompact(total.input_tokens)} in, ${formatCompact(total.output_tokens)} out`}
        />
        <FactTile
          label="Estimated cost"
          value={formatUsd(total.estimated_cost)}
          note={priceDate === null ? 'by the price list' : `with prices of ${priceDate}`}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <ChartArea height={210}>
          <MessagesChart days={filled} />
        </ChartArea>
        <ChartArea height={210}>
          <CostChart days={filled} />
        </ChartArea>
      </SimpleGrid>
    </>
  );
}
