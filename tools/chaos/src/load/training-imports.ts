import { trainingImportSchema } from '@understudy/domain/training-center/contracts/import-examples';
import { uploadMs, type LoadKind } from './load-kind.ts';

/** Every record of this number, counted from 0, is wrong. */
const wrongEvery = 50;

/** Imports of 200 to 3,000 records, some of them wrong. */
export const trainingImports: LoadKind = {
  name: 'training_import',
  weight: 3,
  next: ({ random, number: user }, number, key) => {
    const records = random.between(200, 3_000);
    const lines = Array.from({ length: records }, (_, record) =>
      record % wrongEvery === wrongEvery - 1
        ? '{"instruction": "a", "output": ""}'
        : lineOf(user, number, record),
    );
    const content = lines.join('\n');
    const wrong = Math.floor(records / wrongEvery);
    return {
      request: {
        method: 'POST',
        path: '/api/training/upload',
        overMs: random.pick(uploadMs),
        headers: { 'idempotency-key': key, prefer: 'wait=0' },
        body: () => formOf(content),
      },
      expected: { records, imported: records - wrong, wrong },
    };
  },
  runOf: (body) => trainingImportSchema.parse(body).import_id,
};

function formOf(content: string): FormData {
  const form = new FormData();
  form.append('near_duplicates', 'keep');
  form.append('file', new Blob([content]), 'examples.jsonl');
  return form;
}

function lineOf(user: number, number: number, record: number): string {
  const name = `${String(user)}-${String(number)}-${String(record)}`;
  const output = `An answer to question ${name}, which is long enough to be one, and differs from others by ${name}.`;
  return JSON.stringify({ instruction: `Question ${name}?`, output });
}
