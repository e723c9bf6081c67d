import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storableText } from '../storable-text.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { BinaryArray, type BinaryArrayType } from './binary-array.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

/** What PostgreSQL makes of an array, as JSON. */
async function readBack(
  type: BinaryArrayType,
  values: readonly (string | number | null)[],
): Promise<unknown> {
  const array = new BinaryArray(type);
  for (const value of values) array.add(value);
  const { rows } = await database.db.asUser('ash', (tx) =>
    tx.execute(sql`select to_json(${sql.param(array.finish())}::${sql.raw(type)}[]) as read`),
  );
  return rows[0]?.['read'];
}

it.each<[BinaryArrayType, (string | number | null)[]]>([
  ['text', []],
  ['text', ['', null, 'a "b" \\ {c},\n', 'é 😀 中', 'NULL', 'x'.repeat(20_000)]],
  ['int4', [0, 1, -1, 2_147_483_647, null]],
  ['float4', [0.5, 0, 1, null]],
  ['uuid', ['0198c4f2-7d6a-7b1e-9c3d-2f5a8b7c6d4e', null]],
])('an array of %s comes back as it was sent: %j', async (type, values) => {
  expect(await readBack(type, values)).toEqual(values);
});

it('JSON comes back as values', async () => {
  expect(await readBack('jsonb', ['{"a": [1, "é"]}', null, '"x"'])).toEqual([{ a: [1, 'é'] }, null, 'x']);
});

it('any texts come back as they were sent', async () => {
  const texts = fc.array(fc.option(fc.string({ unit: 'binary' }).map(storableText)));
  await fc.assert(
    fc.asyncProperty(texts, async (values) => {
      expect(await readBack('text', values)).toEqual(values);
    }),
    { numRuns: 50 },
  );
});
