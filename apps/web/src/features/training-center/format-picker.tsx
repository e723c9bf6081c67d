import { Group, Paper, Radio, SimpleGrid, Text } from '@mantine/core';
import {
  exampleFormats,
  formatFacts,
  type ExampleFormat,
} from '@understudy/domain/training-center/formats/example-format';
import choice from '../../app/choice-button.module.css';
import classes from './format-picker.module.css';

type FormatPickerProps = { value: ExampleFormat; onChange: (format: ExampleFormat) => void };

/** The formats of a file, each with whom it is for. */
export function FormatPicker({ value, onChange }: FormatPickerProps) {
  return (
    <Paper>
      <Radio.Group
        label="Format"
        classNames={{ label: classes.label ?? '' }}
        value={value}
        onChange={(chosen) => onChange(exampleFormats.find((format) => format === chosen) ?? value)}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="sm">
          {exampleFormats.map((format) => {
            const { title, purpose, extension } = formatFacts[format];
            return (
              <Radio.Card
                key={format}
                value={format}
                className={`${choice.choice} ${classes.card}`}
                aria-label={title}
              >
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator mt={2} />
                  <div>
                    <Text size="sm" fw={600}>
                      {title}{' '}
                      <Text span size="xs" c="dimmed" fw={400}>
                        .{extension}
                      </Text>
                    </Text>
                    <Text size="xs" c="dimmed">
                      {purpose}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            );
          })}
        </SimpleGrid>
      </Radio.Group>
    </Paper>
  );
}
