import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onStopSignal } from '@understudy/stack/processes/stop-signal';
import { createAvatar, importLines } from './api.ts';
import { checkExports } from './check-exports.ts';
import { checkHuggingFaceFiles } from './check-hugging-face-files.ts';
import { checkOpenAIClient } from './check-openai-client.ts';
import type { CheckResult } from './check-result.ts';
import { mixedFiles } from './mixed-data-set.ts';
import { openStack } from './open-stack.ts';
import { preparePython } from './virtual-environment.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs every check against one data set, and tells of each as soon as it is done. */
async function check(): Promise<CheckResult[]> {
  const python = await preparePython(say);
  const stack = await openStack(say);
  const end = (): never => process.exit(130);
  onStopSignal(() => void stack.close().finally(end), end);
  const folder = await mkdtemp(join(tmpdir(), 'understudy-python-'));
  try {
    const avatarId = await createAvatar(stack.access, 'Ash');
    for (const { name, lines } of mixedFiles) await importLines(stack.access, { avatarId, name, lines });
    const place = { ...stack, python, folder, avatarId };
    const results: CheckResult[] = [];
    for (const run of [checkExports, checkOpenAIClient, checkHuggingFaceFiles]) {
      const result = await run(place, say);
      say(`\n${result.title}\n${result.lines.map((line) => `  ${line}`).join('\n')}`);
      results.push(result);
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await stack.close();
  }
}

try {
  const results = await check();
  say('');
  for (const { title, passed } of results) say(`${passed ? 'passed' : 'FAILED'}  ${title}`);
  if (!results.every(({ passed }) => passed)) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`check:python: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
