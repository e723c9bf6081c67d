import { Autocomplete, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import type { AutoTrainDefaults } from '@understudy/domain/auto-train/auto-train-defaults';
import { faultAt } from '../../app/form-faults.ts';
import { EnsembleField } from './ensemble-field.tsx';
import type { AutoTrainForm } from './use-auto-train-form.ts';

type AdvancedSettingsProps = { form: AutoTrainForm; defaults: AutoTrainDefaults };

/** What few people change: who writes and judges, how fast, for how much, and from which seed. */
export function AdvancedSettings({ form, defaults }: AdvancedSettingsProps) {
  const { fields, change, faults } = form;
  const whole = {
    allowDecimal: false,
    allowNegative: false,
    clampBehavior: 'none',
    hideControls: true,
  } as const;
  return (
    <Stack gap="lg">
      <EnsembleField
        value={fields.ensemble}
        defaults={defaults}
        onChange={(ensemble) => change({ ensemble })}
        faults={faults}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Autocomplete
          label="Judge"
          description="A model that scores each winner as well"
          placeholder={defaults.judge_model ?? 'No judge'}
          data={[...new Set(defaults.available_models)]}
          value={fields.judgeModel}
          onChange={(judgeModel) => change({ judgeModel })}
          error={faultAt(faults, 'judge_model')}
        />
        <NumberInput
          label="Calls at the same time"
          description={`1 to ${defaults.max_concurrency}`}
          placeholder={`${defaults.concurrency}`}
          value={fields.concurrency}
          onChange={(concurrency) => change({ concurrency })}
          error={faultAt(faults, 'concurrency')}
          {...whole}
        />
        <NumberInput
          label="Stop at this cost"
          description="A hard cap in US dollars; the batch waits there"
          placeholder="No cap"
          prefix="$"
          value={fields.maxCostUsd}
          onChange={(maxCostUsd) => change({ maxCostUsd })}
          error={faultAt(faults, 'budget.max_cost_usd')}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
        <NumberInput
          label="Stop at this many tokens"
          description="A hard cap, prompts and answers together"
          placeholder="No cap"
          thousandSeparator=","
          value={fields.maxTokens}
          onChange={(maxTokens) => change({ maxTokens })}
          error={faultAt(faults, 'budget.max_tokens')}
          {...whole}
        />
        <NumberInput
          label="Seed"
          description="The same seed plans the same stories"
          placeholder="Drawn and recorded"
          value={fields.seed}
          onChange={(seed) => change({ seed })}
          error={faultAt(faults, 'seed')}
          {...whole}
        />
      </SimpleGrid>
    </Stack>
  );
}
