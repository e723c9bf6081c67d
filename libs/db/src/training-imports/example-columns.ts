import type { ExampleLabels } from '@understudy/domain/training-center/examples/training-example';
import type { FindingCode } from '@understudy/domain/training-center/quality/finding';
import { BinaryArray, type BinaryArrayType } from '../bulk/binary-array.ts';
import { newId } from '../new-id.ts';
import { storableJson, storableText } from '../storable-text.ts';
import type { valuesOfExample } from '../training-examples/example-values.ts';

/** A record that is taken. */
export type ImportedExample = ReturnType<typeof valuesOfExample> & {
  /** Number of the record in the file, from 1. */
  record: number;
  labels: ExampleLabels;
  findings: readonly FindingCode[];
};

/** What a file does not say. */
const defaults = { patternType: 'example', qualityScore: 0.5, source: 'import' };

type Column = {
  name: string;
  type: BinaryArrayType;
  value: (example: ImportedExample) => string | number | null;
};

/** What is sent of an example. Finding codes go as one text, with spaces between them. */
const columns: readonly Column[] = [
  { name: 'id', type: 'uuid', value: newId },
  { name: 'import_record', type: 'int4', value: ({ record }) => record },
  { name: 'instruction', type: 'text', value: ({ instruction }) => storableText(instruction) },
  { name: 'context', type: 'text', value: ({ context }) => optional(context) },
  { name: 'response', type: 'text', value: ({ response }) => storableText(response) },
  { name: 'kind', type: 'text', value: ({ kind }) => kind },
  { name: 'rejected_response', type: 'text', value: ({ rejectedResponse }) => optional(rejectedResponse) },
  {
    name: 'content',
    type: 'jsonb',
    value: ({ content }) => (content === null ? null : storableJson(content)),
  },
  { name: 'optional_fields', type: 'text', value: ({ optionalFields }) => optionalFields },
  { name: 'content_digest', type: 'text', value: ({ contentDigest }) => contentDigest },
  { name: 'pattern_type', type: 'text', value: ({ labels }) => labels.pattern_type ?? defaults.patternType },
  { name: 'genre', type: 'text', value: ({ labels }) => labels.genre ?? null },
  {
    name: 'quality_score',
    type: 'float4',
    value: ({ labels }) => labels.quality_score ?? defaults.qualityScore,
  },
  { name: 'source', type: 'text', value: ({ labels }) => labels.source ?? defaults.source },
  { name: 'finding_codes', type: 'text', value: ({ findings }) => findings.join(' ') },
];

/** Examples on their way into the database, column by column, in the form in which they are sent. */
export class ExampleColumns {
  readonly #columns = columns.map((column) => ({ ...column, array: new BinaryArray(column.type) }));
  #count = 0;

  /** Examples that were added. */
  get count(): number {
    return this.#count;
  }

  add(example: ImportedExample): void {
    this.#count += 1;
    for (const { array, value } of this.#columns) array.add(value(example));
  }

  /** Takes everything out again; what `finish` gave must be in the database by then. */
  clear(): void {
    this.#count = 0;
    for (const { array } of this.#columns) array.clear();
  }

  /** Every column with its name, its type and its values. */
  finish(): { name: string; type: BinaryArrayType; values: Buffer }[] {
    return this.#columns.map(({ name, type, array }) => ({ name, type, values: array.finish() }));
  }
}

const optional = (text: string | null): string | null => (text === null ? null : storableText(text));
