import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { documentedOperations } from '@understudy/api/testing/documented-operations';
import { createDatabase } from '@understudy/db/database';
import { seedOwned } from '@understudy/db/testing/seed-owned';
import { onStopSignal } from '@understudy/stack/processes/stop-signal';
import { repositoryRoot } from '@understudy/stack/repository';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { toConfiguration } from './configuration.ts';
import { prepareSchemathesis } from './prepare-schemathesis.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What is fuzzed by itself, and with how much of the time. What deletes comes last, and with a user of its own. */
const passes = [
  { name: 'everything that deletes nothing', share: 0.8, filters: ['--exclude-method', 'DELETE'] },
  { name: 'what deletes', share: 0.2, filters: ['--include-method', 'DELETE'] },
] as const;

/** Limits that requests of the fuzzer do not reach, and batches that end. */
const environment = {
  AUTO_TRAIN_MAX_EXAMPLES: '10',
  RATE_LIMIT_READS: '1000000',
  RATE_LIMIT_WRITES: '1000000',
  RATE_LIMIT_STARTS: '1000000',
  RATE_LIMIT_UPLOADS: '1000000',
  RATE_LIMIT_CHAT: '1000000',
  RATE_LIMIT_ANONYMOUS: '1000000',
};

type Fuzzing = { command: string; stack: TestStack; folder: string; seed: number; seconds: number };

/** Fuzzes operations as a new user who has one of everything; the exit code of Schemathesis. */
async function fuzz({ command, stack, folder, seed, seconds }: Fuzzing, pass: (typeof passes)[number]) {
  const user = `schemathesis-${pass.share}`;
  const database = createDatabase({
    url: stack.databaseUrl,
    maxConnections: 2,
    applicationName: 'schemathesis',
  });
  const ids = await seedOwned(database, user).finally(() => database.close());
  const file = join(folder, `${user}.toml`);
  const operations = await documentedOperations();
  await writeFile(
    file,
    toConfiguration({ operations, ids, seed, seconds: Math.round(seconds * pass.share) }),
  );
  const parameters = [
    ...['--config-file', file, 'run', join(repositoryRoot, 'apps/api/openapi.json'), '--url', stack.apiUrl],
    ...['--header', `Authorization: Bearer ${await stack.token(user)}`, ...pass.filters],
  ];
  say(`\nSchemathesis: ${pass.name}, seed ${seed}`);
  const child = spawn(command, parameters, { cwd: folder, stdio: 'inherit' });
  const closed: unknown[] = await once(child, 'close');
  return closed[0] === 0;
}

async function check(): Promise<boolean> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '20261121' }, seconds: { type: 'string', default: '240' } },
  });
  const command = await prepareSchemathesis(say);
  say('Starting a stack.');
  const stack = await startStack({ environment });
  const end = (): never => process.exit(130);
  onStopSignal(() => void stack.stop().finally(end), end);
  const folder = await mkdtemp(join(tmpdir(), 'understudy-schemathesis-'));
  try {
    const fuzzing = { command, stack, folder, seed: Number(values.seed), seconds: Number(values.seconds) };
    let passed = true;
    for (const pass of passes) passed = (await fuzz(fuzzing, pass)) && passed;
    return passed;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await stack.stop();
  }
}

try {
  if (!(await check())) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`check:schemathesis: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
