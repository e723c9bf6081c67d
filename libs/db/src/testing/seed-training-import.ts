import type {
  DetectedFormat,
  ImportCounts,
  ImportPreview,
} from '@understudy/domain/training-center/contracts/import-examples';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import type { ImportFault } from '@understudy/domain/training-center/import/import-fault';
import { newId } from '../new-id.ts';
import type { NewTrainingImport } from '../training-imports/create-training-import.ts';
import { ExampleColumns } from '../training-imports/example-columns.ts';
import { valuesOfExample } from '../training-examples/example-values.ts';

/** Counts of an import that has not begun. */
export const noCounts: ImportCounts = {
  records: 0,
  imported: 0,
  failed: 0,
  duplicates: 0,
  near_duplicates: 0,
  notices: {},
};

/** A fault of a record. */
export const someFault: ImportFault = {
  line: 7,
  column: 3,
  field: 'output',
  code: 'empty_text',
  reason: 'The field “output” is empty.',
  advice: 'Write the text.',
};

/** What a file of Alpaca's form is taken for. */
export const someFormat: { format: DetectedFormat; preview: ImportPreview } = {
  format: {
    container: 'jsonl',
    shape: 'alpaca',
    title: 'Alpaca, JSON Lines',
    reading: null,
    compressed: false,
    encoding: 'utf-8',
    delimiter: null,
    has_header: null,
  },
  preview: {
    fields: ['instruction', 'output'],
    mapping: { instruction: 'instruction', response: 'output' },
    unmapped: [],
    left_out: [],
    needs_mapping: false,
    sample: [],
    faults: [],
  },
};

/** An import as it is asked for, new every time. */
export function describeImport(changes: Partial<NewTrainingImport> = {}): NewTrainingImport {
  const importId = newId();
  return {
    importId,
    avatarId: null,
    fileName: 'examples.jsonl',
    sizeBytes: 120,
    contentDigest: 'digest of the file',
    storageKey: `imports/${importId}`,
    waitsForConfirmation: false,
    mode: 'partial',
    duplicates: 'skip',
    nearDuplicates: 'keep',
    idempotencyKey: importId,
    requestDigest: 'digest of the request',
    simulatedProvider: true,
    ...changes,
  };
}

/** A record of a file that is taken; its texts are made from its number unless an example is given. */
export function describeImportedExamples(
  record: number,
  { labels = {}, ...content }: TrainingExample = {
    kind: 'chat',
    messages: [
      { role: 'user', content: `Question ${String(record)}?` },
      { role: 'assistant', content: `Answer ${String(record)}.` },
    ],
  },
): ExampleColumns {
  const columns = new ExampleColumns();
  columns.add({ ...valuesOfExample(content), record, labels, findings: ['too_short'] });
  return columns;
}
