import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createReporter } from '@understudy/stack/console/reporter';
import { onStopSignal } from '@understudy/stack/processes/stop-signal';
import colours from 'picocolors';
import { z } from 'zod';
import { violationsOf } from './report/chaos-report.ts';
import { printReport } from './report/print-report.ts';
import { runChaos } from './run-chaos.ts';

const usage = `npm run chaos -- [--minutes 2] [--seed N] [--users 3] [--settle-minutes 5] [--json FILE]

Starts a stack of its own with the provider simulator, has users ask for everything that it does, and breaks everything
meanwhile: kills processes, fills the object storage, cuts, slows and silences connections. Then it waits until all has
ended and checks what must hold. Exit code 1 on a violation.

--seed   from which faults and requests follow; a random one, which is printed, if absent
--json   also writes everything that was found to a file
`;

const optionsSchema = z.object({
  minutes: z.coerce
    .number()
    .positive()
    .max(24 * 60)
    .default(2),
  seed: z.coerce.number().int().min(0).max(0xffff_ffff).optional(),
  users: z.coerce.number().int().min(1).max(50).default(3),
  'settle-minutes': z.coerce.number().positive().max(60).default(5),
  json: z.string().optional(),
});

const write = (text: string): void => void process.stdout.write(text);

/** `npm run chaos`: breaks everything for a while, and says whether anything was lost or doubled. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      seed: { type: 'string' },
      users: { type: 'string' },
      'settle-minutes': { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return write(usage);
  const options = optionsSchema.parse(values);
  const seed = options.seed ?? crypto.getRandomValues(new Uint16Array(1))[0] ?? 0;
  const stopRequested = new AbortController();
  onStopSignal(
    () => stopRequested.abort(new Error('stopped')),
    () => process.exit(130),
  );
  write(`Seed ${String(seed)}, ${String(options.minutes)} minutes, ${String(options.users)} users\n\n`);
  const report = await runChaos({
    seed,
    seconds: options.minutes * 60,
    users: options.users,
    settleSeconds: options['settle-minutes'] * 60,
    reporter: createReporter(write, performance.now()),
    tell: (text) => write(`${colours.dim(text)}\n`),
    signal: stopRequested.signal,
  });
  printReport(report, write);
  if (options.json !== undefined) {
    await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
    write(`\nEverything that was found is in ${resolve(options.json)}\n`);
  }
  const violations = violationsOf(report).length;
  write(
    violations === 0
      ? `\n${colours.green('Everything holds.')} Seed ${String(seed)}.\n`
      : `\n${colours.red(`${String(violations)} violations.`)} Seed ${String(seed)}.\n`,
  );
  if (violations > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  process.stderr.write(`\n${colours.red(message)}\n`);
  // What was going on when it failed would go on for ever.
  process.exit(1);
}
