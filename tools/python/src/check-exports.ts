import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fitOf } from '@understudy/domain/training-center/export/format-fit';
import { exampleFormats, formatFacts } from '@understudy/domain/training-center/formats/example-format';
import { z } from 'zod';
import { downloadTo, listAll, type ApiAccess } from './api.ts';
import type { CheckResult } from './check-result.ts';
import { mixedExamples } from './mixed-data-set.ts';
import { runPython } from './virtual-environment.ts';

const textPairs = z.array(z.array(z.string()));
const loadedSchema = z.object({
  format: z.string(),
  rows: z.int(),
  expected: z.int(),
  columns: z.array(z.string()),
  missing: textPairs,
  unexpected: textPairs,
});
type Loaded = z.infer<typeof loadedSchema>;

/** Downloads the examples in every format, loads each with `datasets`, and compares what Python reads with the API's list. */
export async function checkExports(where: {
  access: ApiAccess;
  python: string;
  folder: string;
}): Promise<CheckResult> {
  const manifest = await writeExports(where.access, where.folder);
  const loaded = await runPython(where.python, 'load_exports.py', [manifest], loadedSchema);
  const heading = `${'format'.padEnd(12)}${'listed'.padStart(8)}${'loaded'.padStart(8)}  texts      columns`;
  return {
    title: 'Every export loads with Hugging Face’s datasets, and has what the API lists',
    lines: [heading, ...loaded.flatMap(describe)],
    passed: loaded.length === exampleFormats.length && loaded.every(isRight),
  };
}

/** Downloads every format, and writes down what Python is to find in each file. */
async function writeExports(access: ApiAccess, folder: string): Promise<string> {
  const listed = await listAll(access);
  if (listed.length !== mixedExamples) throw new Error(`${String(listed.length)} examples are listed`);
  const manifest: Record<string, { file: string; expected: string[][] }> = {};
  for (const format of exampleFormats) {
    const file = join(folder, `${format}.${formatFacts[format].extension}`);
    await downloadTo(access, format, file);
    const expected = listed
      .filter(({ content }) => fitOf(content, format).outcome !== 'left_out')
      .map(({ instruction, response }) => [instruction, response]);
    manifest[format] = { file, expected };
  }
  const path = join(folder, 'manifest.json');
  await writeFile(path, JSON.stringify(manifest));
  return path;
}

const isRight = ({ rows, expected, missing, unexpected }: Loaded): boolean =>
  rows === expected && missing.length === 0 && unexpected.length === 0;

function describe(loaded: Loaded): string[] {
  const texts = isRight(loaded) ? 'the same' : 'DIFFERENT';
  const counts = `${String(loaded.expected).padStart(8)}${String(loaded.rows).padStart(8)}`;
  return [
    `${loaded.format.padEnd(12)}${counts}  ${texts.padEnd(10)} ${loaded.columns.join(', ')}`,
    ...loaded.missing.map((pair) => `  missing: ${JSON.stringify(pair)}`),
    ...loaded.unexpected.map((pair) => `  not expected: ${JSON.stringify(pair)}`),
  ];
}
