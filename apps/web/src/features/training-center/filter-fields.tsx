import { NumberInput, Select, SimpleGrid, type ComboboxData } from '@mantine/core';
import type { TrainingCenterStats } from '@understudy/domain/training-center/contracts/training-center-stats';
import { findingCodes, findingFacts } from '@understudy/domain/training-center/quality/finding';
import { formatNumber } from '../../app/format.ts';
import type { FilterChange, TableFilter } from './table-view.ts';
import { useTypedValue } from './use-typed-value.ts';

const typingMs = 350;

type FilterFieldsProps = {
  filter: TableFilter;
  stats: TrainingCenterStats | undefined;
  onFilter: (change: FilterChange) => void;
};

const kinds = [
  { value: 'chat', label: 'Conversations' },
  { value: 'preference', label: 'Preference pairs' },
];

const findings = findingCodes.map((value) => ({ value, label: findingFacts[value].title }));

/** Everything that a list of examples can be narrowed by, beside words. */
export function FilterFields({ filter, stats, onFilter }: FilterFieldsProps) {
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      <Choice
        label="Finding"
        data={findings}
        value={filter.finding}
        onChange={(chosen) => onFilter({ finding: findingCodes.find((code) => code === chosen) })}
      />
      <Choice
        label="Kind"
        data={kinds}
        value={filter.kind}
        onChange={(chosen) =>
          onFilter({ kind: chosen === 'chat' || chosen === 'preference' ? chosen : undefined })
        }
      />
      <Choice
        label="Source"
        data={countedOptions(stats?.by_source, filter.source)}
        value={filter.source}
        onChange={(source) => onFilter({ source })}
      />
      <Choice
        label="Pattern type"
        data={countedOptions(stats?.by_pattern_type, filter.pattern_type)}
        value={filter.pattern_type}
        onChange={(pattern) => onFilter({ pattern_type: pattern })}
      />
      <Bound
        label="Quality from"
        max={1}
        step={0.1}
        value={filter.min_quality}
        onChange={(bound) => onFilter({ min_quality: bound })}
      />
      <Bound
        label="Quality to"
        max={1}
        step={0.1}
        value={filter.max_quality}
        onChange={(bound) => onFilter({ max_quality: bound })}
      />
      <Bound
        label="Length from"
        step={50}
        value={filter.min_length}
        onChange={(bound) => onFilter({ min_length: bound })}
      />
      <Bound
        label="Length to"
        step={50}
        value={filter.max_length}
        onChange={(bound) => onFilter({ max_length: bound })}
      />
    </SimpleGrid>
  );
}

/** What occurs in the examples, with how often; what is chosen is there even where nothing has it any more. */
function countedOptions(counts: Record<string, number> | undefined, chosen: string | undefined) {
  const known = Object.entries(counts ?? {}).sort(([, one], [, other]) => other - one);
  const options = known.map(([value, count]) => ({ value, label: `${value} (${formatNumber(count)})` }));
  const isMissing = chosen !== undefined && known.every(([value]) => value !== chosen);
  return isMissing ? [...options, { value: chosen, label: chosen }] : options;
}

type ChoiceProps = {
  label: string;
  data: ComboboxData;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

function Choice({ label, data, value, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      placeholder="Any"
      clearable
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

type BoundProps = {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  max?: number;
  step: number;
};

function Bound({ label, value, onChange, max, step }: BoundProps) {
  const [typed, type] = useTypedValue<number | string>(
    value ?? '',
    (next) => onChange(typeof next === 'number' ? next : undefined),
    typingMs,
  );
  return (
    <NumberInput
      label={label}
      placeholder="Any"
      min={0}
      step={step}
      allowDecimal={step < 1}
      {...(max === undefined ? {} : { max })}
      value={typed}
      onChange={type}
    />
  );
}
