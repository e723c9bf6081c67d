import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fitOf } from '@understudy/domain/training-center/export/format-fit';
import { exampleFormats, formatFacts } from '@understudy/domain/training-center/formats/example-format';
import { z } from 'zod';
import { downloadTo, importLines, listAll, type ApiAccess } from './api.ts';
import { mixedExamples, mixedFiles } from './mixed-data-set.ts';
import { openStack } from './open-stack.ts';
import { validateChatFile } from './provider.ts';
import { preparePython, runPython } from './virtual-environment.ts';

const script = fileURLToPath(new URL('../load_exports.py', import.meta.url));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const textPairs = z.array(z.array(z.string()));
const resultSchema = z.object({
  format: z.string(),
  rows: z.int(),
  expected: z.int(),
  columns: z.array(z.string()),
  missing: textPairs,
  unexpected: textPairs,
});
type Result = z.infer<typeof resultSchema>;

/** Checks every format; true where all is as it should be. */
async function check(): Promise<boolean> {
  const python = await preparePython(say);
  const stack = await openStack(say);
  const folder = await mkdtemp(join(tmpdir(), 'understudy-python-'));
  try {
    for (const { name, lines } of mixedFiles) await importLines(stack.access, name, lines);
    const manifest = await writeExports(stack.access, folder);
    const results = (await runPython(python, script, manifest)).map((line) =>
      resultSchema.parse(JSON.parse(line)),
    );
    const validated = await validateChatFile(stack.providerUrl, join(folder, 'chat.jsonl'));
    report(results, validated);
    return (
      results.length === exampleFormats.length && results.every(isRight) && !validated.startsWith('failed')
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
    await stack.close();
  }
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

const isRight = ({ rows, expected, missing, unexpected }: Result): boolean =>
  rows === expected && missing.length === 0 && unexpected.length === 0;

function report(results: readonly Result[], validated: string): void {
  say(`\n${'format'.padEnd(12)}${'listed'.padStart(8)}${'loaded'.padStart(8)}  texts      columns`);
  for (const result of results) {
    const texts = isRight(result) ? 'the same' : 'DIFFERENT';
    const counts = `${String(result.expected).padStart(8)}${String(result.rows).padStart(8)}`;
    say(`${result.format.padEnd(12)}${counts}  ${texts.padEnd(10)} ${result.columns.join(', ')}`);
    for (const pair of result.missing) say(`  missing: ${JSON.stringify(pair)}`);
    for (const pair of result.unexpected) say(`  not expected: ${JSON.stringify(pair)}`);
  }
  say(`\nThe chat file at the provider, behind its validation: ${validated}.`);
}

try {
  if (!(await check())) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`check:python: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
