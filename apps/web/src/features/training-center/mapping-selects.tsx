import { Select, SimpleGrid, Text, Title } from '@mantine/core';
import { mappingTargets, type FieldMapping } from '@understudy/domain/training-center/import/field-mapping';
import { targetOf, targetTitles, withTarget } from './mapping-choices.ts';

type MappingSelectsProps = {
  /** Of the file. */
  fields: readonly string[];
  mapping: FieldMapping;
  onChange: (mapping: FieldMapping) => void;
};

const options = [
  { value: 'extra', label: 'Kept as an extra field' },
  ...mappingTargets.map((value) => ({ value, label: targetTitles[value] })),
];

/** Which field of a file feeds which of an example. */
export function MappingSelects({ fields, mapping, onChange }: MappingSelectsProps) {
  return (
    <section aria-label="Mapping">
      <Title order={4} size="h5">
        What each field is
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        An instruction and a response are needed, or a whole conversation.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
        {fields.map((field) => (
          <Select
            key={field}
            label={field}
            allowDeselect={false}
            data={options}
            value={targetOf(mapping, field) ?? 'extra'}
            onChange={(chosen) =>
              onChange(withTarget(mapping, field, mappingTargets.find((target) => target === chosen) ?? null))
            }
          />
        ))}
      </SimpleGrid>
    </section>
  );
}
