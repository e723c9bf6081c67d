import { setTimeout as wait } from 'node:timers/promises';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser } from '../support/api-client.ts';
import { printMeasured } from '../support/print-measured.ts';
import { exampleLine, importsOf } from '../support/training-imports.ts';

/** Processes are killed here, so these tests have a stack of their own. What is killed is started again by the stack. */
let stack: TestStack;
let owner: Sql;
beforeAll(async () => {
  stack = await startStack();
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});

const records = 30_000;
/** Every thousandth record is wrong, and every thousandth is the one before it again. */
const wrong = records / 1_000;
const repeated = records / 1_000;
const file = Array.from({ length: records }, (_, number) => {
  if (number % 1_000 === 500) return '{"instruction": "a", "output": ""}';
  return exampleLine(number % 1_000 === 700 ? number - 1 : number);
}).join('\n');

/** How many records of an import are committed; asked again where the database is away. */
async function committed(importId: string): Promise<number> {
  try {
    const [row] = await owner`select records from training_imports where id = ${importId}`;
    return Number(row?.['records']);
  } catch {
    return 0;
  }
}

async function untilCommitted(importId: string, least: number): Promise<number> {
  for (;;) {
    const count = await committed(importId);
    if (count >= least) return count;
    await wait(5);
  }
}

type Killed = Parameters<TestStack['process']>[0];

/** Kills a process each time that a share of the records is stored, and checks that each is there once. */
async function expectExactlyOnce(name: Killed, shares: readonly number[]): Promise<void> {
  await stack.process('worker').ready;
  const user = await newUser(stack);
  const imports = importsOf(user);
  const { import_id } = await imports.start({ content: file });
  for (const share of shares) {
    const at = await untilCommitted(import_id, records * share);
    expect(at).toBeLessThan(records);
    await stack.process(name).kill('SIGKILL');
    await stack.process(name).ready;
    printMeasured(`${name} killed at ${String(at)} of ${String(records)} records`);
  }
  await user.runEnded(import_id);
  const done = await imports.read(import_id);
  const imported = records - wrong - repeated;
  expect(done).toMatchObject({
    status: 'completed_with_errors',
    imported,
    total: imported,
    counts: { records, failed: wrong, duplicates: repeated },
  });
  const rows = await owner`
    select import_record, instruction from avatar_training_examples
    where import_id = ${import_id} order by import_record
  `;
  const expected = Array.from({ length: records }, (_, number) => number)
    .filter((number) => number % 1_000 !== 500 && number % 1_000 !== 700)
    .map((number) => [number + 1, `Question ${String(number)}?`]);
  expect(rows.map((row) => [row['import_record'], row['instruction']])).toEqual(expected);
  const faults = await owner`select record from training_import_faults where import_id = ${import_id}`;
  expect(faults).toHaveLength(wrong);
}

describe('kill -9 of the worker in an import of 30,000 records', () => {
  it('when a quarter, half and three quarters are stored: no record is lost or doubled', () =>
    expectExactlyOnce('worker', [0.25, 0.5, 0.75]));

  it('of all or nothing: it is completed all the same', async () => {
    await stack.process('worker').ready;
    const user = await newUser(stack);
    const imports = importsOf(user);
    const content = Array.from({ length: records }, (_, number) => exampleLine(number)).join('\n');
    const { import_id } = await imports.start({ content, fields: { mode: 'all_or_nothing' } });
    await untilCommitted(import_id, records / 2);
    await stack.process('worker').kill('SIGKILL');
    await user.runEnded(import_id);
    expect(await imports.read(import_id)).toMatchObject({
      status: 'completed',
      imported: records,
      total: records,
    });
  });
});

describe('kill -9 of what the worker stands on, at half of an import', () => {
  it.each(['postgres', 'temporal', 'api'] as const)('%s: no record is lost or doubled', (name) =>
    expectExactlyOnce(name, [0.5]),
  );
});
