import { Input, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { faultAt } from '../../app/form-faults.ts';
import { PatternButtons } from './pattern-buttons.tsx';
import type { FineTuneFieldsForm } from './use-fine-tune-fields.ts';

const qualityRules = [
  { value: 'prefer', label: 'Prefer good' },
  { value: 'require', label: 'Only good' },
  { value: 'ignore', label: 'All' },
] as const;

const qualityNotes = {
  prefer: 'Lesser examples are used only to reach 50.',
  require: 'Examples below the quality are never used.',
  ignore: 'Every example is used, whatever its quality.',
} as const;

const prompts = [
  { value: 'active_version', label: 'The active prompt version' },
  { value: 'own', label: 'The system message of each example' },
  { value: 'none', label: 'None' },
] as const;

type SelectionFieldsProps = {
  form: FineTuneFieldsForm;
  /** Pattern types with their counts. */
  patterns: readonly (readonly [pattern: string, count: number])[];
};

/** Which examples a job learns from, and how they are divided and cleaned. */
export function SelectionFields({ form, patterns }: SelectionFieldsProps) {
  const { fields, change, faults } = form;
  const at = (field: string) => faultAt(faults, `selection.${field}`);
  return (
    <>
      <PatternButtons
        patterns={patterns}
        value={fields.patternTypes}
        onChange={(patternTypes) => change({ patternTypes })}
        error={at('pattern_types')}
      />
      <Input.Wrapper label="Quality" labelElement="div" error={at('quality')}>
        <SegmentedControl
          mt={8}
          fullWidth
          aria-label="Quality"
          data={[...qualityRules]}
          value={fields.quality}
          onChange={(quality) => change({ quality })}
        />
        <Text size="xs" c="dimmed" mt={6}>
          {qualityNotes[fields.quality]}
        </Text>
      </Input.Wrapper>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
        <NumberInput
          label="Minimum quality"
          description="0 to 1; good is above it"
          value={fields.minQuality}
          onChange={(minQuality) => change({ minQuality })}
          disabled={fields.quality === 'ignore'}
          step={0.05}
          decimalScale={2}
          clampBehavior="none"
          error={at('min_quality')}
        />
        <NumberInput
          label="Most examples"
          description="50 to 100 cost little"
          placeholder="All"
          value={fields.maxExamples}
          onChange={(maxExamples) => change({ maxExamples })}
          allowDecimal={false}
          clampBehavior="none"
          hideControls
          error={at('max_examples')}
        />
        <NumberInput
          label="For validation"
          description="Kept from training"
          suffix=" %"
          value={fields.validationPercent}
          onChange={(validationPercent) => change({ validationPercent })}
          step={5}
          clampBehavior="none"
          error={at('validation_share')}
        />
      </SimpleGrid>
      <Stack gap="md">
        <Switch
          label="Redact personal data"
          description="E-mail addresses, phone and card numbers and addresses are replaced by their kind, with a report."
          checked={fields.redact}
          onChange={(event) => change({ redact: event.currentTarget.checked })}
        />
        <Switch
          label="Balance pattern types"
          description="Frequent types give way, so that the model learns every occasion."
          checked={fields.balance}
          onChange={(event) => change({ balance: event.currentTarget.checked })}
        />
        <Switch
          label="Only examples that no fine-tune has used"
          checked={fields.unusedOnly}
          onChange={(event) => change({ unusedOnly: event.currentTarget.checked })}
        />
      </Stack>
      <Select
        label="System prompt of every example"
        description="The model then answers best with the same prompt."
        allowDeselect={false}
        data={[...prompts]}
        value={fields.systemPrompt}
        onChange={(value) => {
          const chosen = prompts.find((prompt) => prompt.value === value);
          if (chosen !== undefined) change({ systemPrompt: chosen.value });
        }}
      />
    </>
  );
}
