import { NumberInput, SimpleGrid } from '@mantine/core';
import { faultAt } from '../../app/form-faults.ts';
import type { FineTuneFieldsForm } from './use-fine-tune-fields.ts';

const typed = { clampBehavior: 'none', hideControls: true, allowNegative: false } as const;

/** How the model is trained. Empty leaves the choice to the provider. */
export function HyperparameterFields({ form }: { form: FineTuneFieldsForm }) {
  const { fields, change, faults } = form;
  const at = (field: string) => faultAt(faults, `hyperparameters.${field}`);
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
      <NumberInput
        label="Epochs"
        description="Passes over the examples"
        placeholder="Auto"
        value={fields.nEpochs}
        onChange={(nEpochs) => change({ nEpochs })}
        allowDecimal={false}
        error={at('n_epochs')}
        {...typed}
      />
      <NumberInput
        label="Batch size"
        description="Examples in a step"
        placeholder="Auto"
        value={fields.batchSize}
        onChange={(batchSize) => change({ batchSize })}
        allowDecimal={false}
        error={at('batch_size')}
        {...typed}
      />
      <NumberInput
        label="Learning rate"
        description="A multiplier"
        placeholder="Auto"
        value={fields.learningRate}
        onChange={(learningRate) => change({ learningRate })}
        error={at('learning_rate_multiplier')}
        {...typed}
      />
      {fields.method === 'dpo' && (
        <NumberInput
          label="Beta"
          description="How much it keeps to the base"
          placeholder="Auto"
          value={fields.beta}
          onChange={(beta) => change({ beta })}
          error={at('beta')}
          {...typed}
        />
      )}
      {fields.provider !== 'openai' && (
        <NumberInput
          label="LoRA rank"
          description="Size of the adapter"
          placeholder="Auto"
          value={fields.loraRank}
          onChange={(loraRank) => change({ loraRank })}
          allowDecimal={false}
          error={at('lora_rank')}
          {...typed}
        />
      )}
      <NumberInput
        label="Longest example"
        description="In tokens"
        placeholder="The model’s limit"
        value={fields.maxLength}
        onChange={(maxLength) => change({ maxLength })}
        allowDecimal={false}
        thousandSeparator=","
        error={at('max_length')}
        {...typed}
      />
    </SimpleGrid>
  );
}
