import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { setMonthlyBudgetSchema } from '@understudy/domain/budget/budget';
import { useState, type FormEvent } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { useSetMonthlyCap } from './use-monthly-budget.ts';

/** Sets what a month may cost: batches of all kinds together wait when it is reached. */
export function MonthlyCapForm({ cap, onClose }: { cap: number | null; onClose: () => void }) {
  const [typed, setTyped] = useState<number | string>(cap ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const save = useSetMonthlyCap(onClose);
  const submit = (event: FormEvent) => {
    // The dialog stands in the page's own form: its events come through there as well.
    event.stopPropagation();
    event.preventDefault();
    const body = { max_cost_usd: typed === '' ? null : Number(typed) };
    const checked = setMonthlyBudgetSchema.safeParse(body);
    setFault(checked.success ? null : (checked.error.issues[0]?.message ?? null));
    if (checked.success) {
      save.mutate(body.max_cost_usd, {
        onError: (error) => setFault(faultsByField(error)['max_cost_usd'] ?? error.message),
      });
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          Runs wait when a month has cost this much. Nothing is lost, and they go on when you raise it.
        </Text>
        <NumberInput
          data-autofocus
          label="US dollars a month"
          placeholder="No cap"
          prefix="$"
          value={typed}
          onChange={setTyped}
          error={fault}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
