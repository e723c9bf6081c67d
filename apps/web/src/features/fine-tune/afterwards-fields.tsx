import { NumberInput, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { faultAt } from '../../app/form-faults.ts';
import type { FineTuneFieldsForm } from './use-fine-tune-fields.ts';

/** How the model is called, whether it answers at once, and how much it may cost. */
export function AfterwardsFields({ form, avatarName }: { form: FineTuneFieldsForm; avatarName: string }) {
  const { fields, change, faults } = form;
  return (
    <>
      <Switch
        label="Activate the model when it is ready"
        description={`${avatarName} then answers every chat with it. It can be switched off at any time.`}
        checked={fields.activateWhenDone}
        onChange={(event) => change({ activateWhenDone: event.currentTarget.checked })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput
          label="Suffix"
          description="Part of the model’s name"
          placeholder="zega-you"
          value={fields.suffix}
          onChange={(event) => change({ suffix: event.currentTarget.value })}
          error={faultAt(faults, 'suffix')}
          autoComplete="off"
        />
        <NumberInput
          label="Most it may cost"
          description="A dearer job does not start"
          placeholder="No cap"
          prefix="$"
          value={fields.maxCostUsd}
          onChange={(maxCostUsd) => change({ maxCostUsd })}
          allowNegative={false}
          clampBehavior="none"
          hideControls
          error={faultAt(faults, 'max_cost_usd')}
        />
      </SimpleGrid>
    </>
  );
}
