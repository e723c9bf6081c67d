import { sql, type SQL, type SQLChunk } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import type { ExampleColumns } from './example-columns.ts';

/**
 * Stores examples of a file in its order, under the number of their record, by one statement with an array for each column:
 * COPY is refused under row-level security, and JSON takes half as long again.
 */
export async function insertImportedExamples(
  tx: Transaction,
  { importId, avatarId }: { importId: string; avatarId: string | null },
  examples: ExampleColumns,
): Promise<void> {
  if (examples.count === 0) return;
  const columns = examples.finish();
  const names = columns.map(({ name }) => sql.identifier(name));
  const values = columns.map(({ name }) =>
    name === 'finding_codes' ? sql`string_to_array(finding_codes, ' ')` : sql.identifier(name),
  );
  const arrays = columns.map(({ type, values: array }): SQL => sql`${sql.param(array)}::${sql.raw(type)}[]`);
  await tx.execute(sql`
    insert into ${avatarTrainingExamples} (import_id, avatar_id, ${list(names)})
    select ${importId}::uuid, ${avatarId}::uuid, ${list(values)}
    from unnest(${list(arrays)}) as sent (${list(names)})
  `);
}

const list = (parts: readonly SQLChunk[]): SQL => sql.join([...parts], sql`, `);
