import type { FindingCode } from '@understudy/domain/training-center/quality/finding';
import type { ExampleLabels } from '@understudy/domain/training-center/examples/training-example';
import { sql, type SQL, type SQLChunk } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { storableJson } from '../storable-text.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
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

type Column = { name: string; type: string; value: (example: ImportedExample) => string | number | null };

/** Columns with the types in which they are sent. */
const columns: readonly Column[] = [
  { name: 'id', type: 'uuid', value: newId },
  { name: 'import_record', type: 'int4', value: ({ record }) => record },
  { name: 'instruction', type: 'text', value: ({ instruction }) => instruction },
  { name: 'context', type: 'text', value: ({ context }) => context },
  { name: 'response', type: 'text', value: ({ response }) => response },
  { name: 'kind', type: 'text', value: ({ kind }) => kind },
  { name: 'rejected_response', type: 'text', value: ({ rejectedResponse }) => rejectedResponse },
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

/**
 * Stores examples of a file in its order, under the number of their record, by one statement with an array for each column:
 * COPY is refused under row-level security, and JSON takes half as long again.
 */
export async function insertImportedExamples(
  tx: Transaction,
  { importId, avatarId }: { importId: string; avatarId: string | null },
  examples: readonly ImportedExample[],
): Promise<void> {
  if (examples.length === 0) return;
  const names = columns.map(({ name }) => sql.identifier(name));
  const values = columns.map(({ name }) =>
    name === 'finding_codes' ? sql`string_to_array(finding_codes, ' ')` : sql.identifier(name),
  );
  const arrays = columns.map(
    ({ type, value }): SQL => sql`${sql.param(examples.map(value))}::${sql.raw(type)}[]`,
  );
  await tx.execute(sql`
    insert into ${avatarTrainingExamples} (import_id, avatar_id, ${list(names)})
    select ${importId}::uuid, ${avatarId}::uuid, ${list(values)}
    from unnest(${list(arrays)}) as sent (${list(names)})
  `);
}

const list = (parts: readonly SQLChunk[]): SQL => sql.join([...parts], sql`, `);
