import { Alert, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { raiseRunBudgetSchema } from '@understudy/domain/budget/budget';
import { useState, type FormEvent } from 'react';
import { ApiError, faultsByField } from '../../api/api-error.ts';
import { formatCompact, formatUsd } from '../../app/format-amounts.ts';
import { faultsOf } from '../../app/form-faults.ts';
import type { TypedNumber } from './auto-train-fields.ts';
import { useRaiseBudget, type RunCaps } from './use-auto-train-batches.ts';

/** Caps as they are typed, of which a batch may have had one, both, or none (when the month's cap was reached). */
type TypedCaps = { usd: TypedNumber; tokens: TypedNumber };

function capsOf({ usd, tokens }: TypedCaps, { cost }: AutoTrainBatch): RunCaps {
  const orNone = (value: TypedNumber) => (value === '' ? null : Number(value));
  return {
    max_cost_usd: orNone(usd),
    ...(cost.max_tokens === null ? {} : { max_tokens: orNone(tokens) }),
  };
}

/** Says that a batch waits for money, what it has had, and lets it go on with a higher cap. */
export function RaiseCap({ batch }: { batch: AutoTrainBatch }) {
  const { cost, run } = batch;
  const [typed, setTyped] = useState<TypedCaps>({
    usd: cost.max_cost_usd === null ? '' : cost.max_cost_usd * 2,
    tokens: cost.max_tokens === null ? '' : cost.max_tokens * 2,
  });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const raise = useRaiseBudget(batch.id, run.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const caps = capsOf(typed, batch);
    const checked = raiseRunBudgetSchema.safeParse(caps);
    setFaults(checked.success ? {} : faultsOf(checked.error));
    if (checked.success) raise.mutate(caps, { onError: (error) => setFaults(faultsByField(error)) });
  };
  const unplaced = raise.error instanceof ApiError && Object.keys(faults).length === 0 ? raise.error : null;
  return (
    <Alert color="blue" icon={<IconCoins />} title="The batch waits for budget" role="status">
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm">
            {run.error?.message ?? 'Its cap is reached.'} So far it has used {formatUsd(cost.spent_usd)} and{' '}
            {formatCompact(cost.tokens)} tokens. Everything accepted is kept.
          </Text>
          <Group align="flex-end" gap="sm">
            <NumberInput
              label="Stop at this cost"
              placeholder="No cap"
              prefix="$"
              w={170}
              value={typed.usd}
              onChange={(usd) => setTyped((known) => ({ ...known, usd }))}
              error={faults['max_cost_usd']}
              allowNegative={false}
              clampBehavior="none"
              hideControls
            />
            {cost.max_tokens !== null && (
              <NumberInput
                label="Stop at this many tokens"
                placeholder="No cap"
                thousandSeparator=","
                w={190}
                value={typed.tokens}
                onChange={(tokens) => setTyped((known) => ({ ...known, tokens }))}
                error={faults['max_tokens']}
                allowDecimal={false}
                allowNegative={false}
                clampBehavior="none"
                hideControls
              />
            )}
            <Button type="submit" loading={raise.isPending}>
              Raise the cap and go on
            </Button>
          </Group>
          {unplaced !== null && (
            <Text size="sm" c="red" role="alert">
              {unplaced.message}
            </Text>
          )}
        </Stack>
      </form>
    </Alert>
  );
}
