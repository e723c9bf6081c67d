import { Text } from '@mantine/core';
import type {
  DetectedFormat,
  ImportPreview,
} from '@understudy/domain/training-center/contracts/import-examples';
import type { FieldMapping } from '@understudy/domain/training-center/import/field-mapping';
import { detectedFacts } from './detected-facts.ts';
import classes from './detected-format.module.css';
import { keptFields } from './mapping-choices.ts';

type DetectedFormatListProps = {
  format: DetectedFormat;
  preview: ImportPreview;
  /** As it is chosen now. */
  mapping: FieldMapping;
};

/** What a file was found to be, how its records become examples, and what of them feeds nothing. */
export function DetectedFormatList({ format, preview, mapping }: DetectedFormatListProps) {
  const kept = keptFields(preview, mapping);
  return (
    <section aria-label="What was detected">
      <dl className={classes.facts}>
        {detectedFacts(format).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {format.reading !== null && (
        <Text size="sm" mt="xs">
          {format.reading}
        </Text>
      )}
      {kept.length > 0 && (
        <Text size="sm" mt="xs">
          Not learnt from, but kept beside the examples: {kept.join(', ')}.
        </Text>
      )}
      {preview.left_out.length > 0 && (
        <Text size="sm" mt="xs">
          Left out, since it only counts the rows: {preview.left_out.join(', ')}.
        </Text>
      )}
    </section>
  );
}
