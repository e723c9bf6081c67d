import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import type {
  ImportPreview,
  TrainingImport,
} from '@understudy/domain/training-center/contracts/import-examples';
import { isUsableMapping, type FieldMapping } from '@understudy/domain/training-center/import/field-mapping';
import { useState, type FormEvent } from 'react';
import { FaultTable } from './fault-table.tsx';
import { choicesAtFirst, type ImportChoices } from './import-choices.ts';
import { DetectedFormatList } from './detected-format.tsx';
import { ImportOptions } from './import-options.tsx';
import { isSameMapping } from './mapping-choices.ts';
import { MappingSelects } from './mapping-selects.tsx';
import { PreviewSample } from './preview-sample.tsx';
import { useCancelImport, useConfirmImport } from './use-imports.ts';

type ImportPreviewFormProps = { item: TrainingImport; preview: ImportPreview };

/** What a file holds, before anything of it is stored: which field feeds which, the first records, and what to do with the rest. */
export function ImportPreviewForm({ item, preview }: ImportPreviewFormProps) {
  const { mapping: proposed } = preview;
  const [mapping, setMapping] = useState<FieldMapping>(proposed);
  const [choices, setChoices] = useState<ImportChoices>(choicesAtFirst);
  const confirm = useConfirmImport(item.import_id);
  const cancel = useCancelImport(item.import_id);
  const isMapped = preview.needs_mapping || Object.keys(proposed).length > 0;
  const isUsable = !isMapped || isUsableMapping(mapping);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ ...choices, ...(isSameMapping(mapping, proposed) ? {} : { mapping }) });
  };
  const error = confirm.error ?? cancel.error;
  return (
    <form onSubmit={submit} aria-label={`Import ${item.file_name}`}>
      <Stack gap="lg">
        {item.format !== null && (
          <DetectedFormatList format={item.format} preview={preview} mapping={mapping} />
        )}
        {isMapped && <MappingSelects fields={preview.fields} mapping={mapping} onChange={setMapping} />}
        {preview.sample.length > 0 && (
          <PreviewSample sample={preview.sample} isOld={!isSameMapping(mapping, proposed)} />
        )}
        {preview.faults.length > 0 && (
          <section aria-label="Faults of the first records">
            <Title order={4} size="h5" mb={4}>
              What is wrong with some of the first records
            </Title>
            <FaultTable faults={preview.faults} label={`Faults in the sample of ${item.file_name}`} />
          </section>
        )}
        <ImportOptions choices={choices} onChange={setChoices} />
        {error !== null && (
          <Alert color="red" role="alert" title="That was refused">
            {error.message}
          </Alert>
        )}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {isUsable
              ? 'Nothing is stored yet.'
              : 'Choose which field holds the instruction and which the response.'}
          </Text>
          <Group gap="xs">
            <Button
              variant="default"
              loading={cancel.isPending || cancel.isSuccess}
              onClick={() => cancel.mutate()}
            >
              Cancel
            </Button>
            <Button type="submit" loading={confirm.isPending || confirm.isSuccess} disabled={!isUsable}>
              Confirm import
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
