import {
  ActionIcon,
  Autocomplete,
  Button,
  Group,
  Input,
  NumberInput,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { AutoTrainDefaults } from '@understudy/domain/auto-train/auto-train-defaults';
import { faultAt } from '../../app/form-faults.ts';
import type { MemberFields } from './auto-train-fields.ts';
import classes from './ensemble-field.module.css';

type EnsembleFieldProps = {
  /** Null for the installation's own. */
  value: readonly MemberFields[] | null;
  defaults: AutoTrainDefaults;
  onChange: (value: readonly MemberFields[] | null) => void;
  faults: Record<string, string>;
};

/** The models that write and vote: the installation's, or a choice with the weight of each vote. */
export function EnsembleField({ value, defaults, onChange, faults }: EnsembleFieldProps) {
  const own = defaults.ensemble.map(({ model, weight }) => ({ model, weight }));
  const fault = faults['ensemble'] ?? null;
  return (
    <Input.Wrapper
      label="Ensemble"
      labelElement="div"
      description="Every model writes a story, then they vote for the best one, never for their own."
      error={fault}
    >
      <Stack gap="xs" mt={8}>
        <Switch
          label="Choose the models myself"
          checked={value !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? own : null)}
        />
        {value === null ? (
          <Text size="sm" c="dimmed">
            {own.map(({ model, weight }) => (weight === 1 ? model : `${model} × ${weight}`)).join(', ')}
          </Text>
        ) : (
          <Members value={value} defaults={defaults} onChange={onChange} faults={faults} />
        )}
      </Stack>
    </Input.Wrapper>
  );
}

type MembersProps = Omit<EnsembleFieldProps, 'value'> & { value: readonly MemberFields[] };

function Members({ value, defaults, onChange, faults }: MembersProps) {
  const change = (index: number, part: Partial<MemberFields>) =>
    onChange(value.map((member, other) => (other === index ? { ...member, ...part } : member)));
  return (
    <>
      {value.map((member, index) => (
        // Members have no identity but their place, which is also how the API names their faults.
        <Group
          key={index}
          gap="xs"
          wrap="nowrap"
          align="flex-start"
          role="group"
          aria-label={`Model ${index + 1}`}
        >
          <Autocomplete
            flex={1}
            aria-label={`Name of model ${index + 1}`}
            placeholder="Name of a model"
            data={[...new Set(defaults.available_models)]}
            value={member.model}
            onChange={(model) => change(index, { model })}
            error={faultAt(faults, `ensemble.${index}.model`)}
          />
          <NumberInput
            className={classes.weight ?? ''}
            aria-label={`Weight of model ${index + 1}`}
            prefix="× "
            value={member.weight}
            onChange={(weight) => change(index, { weight })}
            min={0.1}
            max={10}
            step={0.5}
            clampBehavior="none"
            error={faultAt(faults, `ensemble.${index}.weight`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove model ${index + 1}`}
            disabled={value.length === 1}
            onClick={() => onChange(value.filter((_, other) => other !== index))}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={value.length >= defaults.max_ensemble_members}
          onClick={() => onChange([...value, { model: '', weight: 1 }])}
        >
          Add a model
        </Button>
      </div>
    </>
  );
}
