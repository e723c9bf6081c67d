import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createReporter } from '@understudy/stack/console/reporter';
import { onStopSignal } from '@understudy/stack/processes/stop-signal';
import { startStack } from '@understudy/stack/test-stack';
import colours from 'picocolors';
import { allBenches } from './all-benches.ts';
import type { Bench } from './bench-definition.ts';
import { describeMachine, loadWarning, machineLine } from './report/machine.ts';
import { createPrinter, type BenchReport } from './report/printer.ts';

const usage = `npm run bench -- [bench…] [--only PART]… [--json FILE] [--cpu-prof FOLDER]

Runs the benches named, or all, each on a fresh stack of its own with the provider simulator.
--only      measures only this part of a bench that has parts; may be given more than once
--json      also writes all figures, unrounded, to a file
--cpu-prof  also writes V8 profiles of API, worker and simulator to a folder; figures are then slower

${allBenches.map(({ name, title }) => `  ${name.padEnd(10)} ${title}`).join('\n')}
`;

const write = (text: string): void => void process.stdout.write(text);

/** `npm run bench`: lists the benches, runs those that are wanted, and says what the machine was like. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
      'cpu-prof': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  write(`${usage}\n`);
  if (values.help === true) return;
  const wanted = benchesNamed(positionals);
  insistOnParts(wanted, values.only);
  const environment = await profiling(values['cpu-prof']);
  const stopRequested = new AbortController();
  onStopSignal(
    () => stopRequested.abort(new Error('stopped')),
    () => process.exit(130),
  );
  const machine = describeMachine();
  const warning = loadWarning(machine);
  write(`${machineLine(machine)}\n${warning === null ? '' : `${colours.yellow(warning)}\n`}`);
  const reports: Record<string, BenchReport> = {};
  const measuredAt = new Date().toISOString();
  for (const bench of wanted) {
    reports[bench.name] = await runOnFreshStack(bench, values.only, environment, stopRequested.signal);
  }
  if (values.json === undefined) return;
  const report = { measured_at: measuredAt, machine, warning, benches: reports };
  await writeFile(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  write(`\nAll figures are in ${resolve(values.json)}\n`);
}

function benchesNamed(names: readonly string[]): readonly Bench[] {
  const unknown = names.filter((name) => !allBenches.some((bench) => bench.name === name));
  if (unknown.length > 0) throw new Error(`There is no bench called ${unknown.join(', ')}`);
  return names.length === 0 ? allBenches : allBenches.filter(({ name }) => names.includes(name));
}

function insistOnParts(wanted: readonly Bench[], only: readonly string[]): void {
  const parts = wanted.flatMap((bench) => bench.parts ?? []);
  const unknown = only.filter((part) => !parts.includes(part));
  if (unknown.length === 0) return;
  throw new Error(
    `There is no part called ${unknown.join(', ')}${parts.length > 0 ? `; there are ${parts.join(', ')}` : ''}`,
  );
}

/** Environment variables that make Node processes write profiles into a folder when they end. */
async function profiling(folder: string | undefined): Promise<Record<string, string>> {
  if (folder === undefined) return {};
  await mkdir(folder, { recursive: true });
  return { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(folder)}` };
}

async function runOnFreshStack(
  bench: Bench,
  only: readonly string[],
  profiling: Record<string, string>,
  signal: AbortSignal,
): Promise<BenchReport> {
  write(`\n${colours.bold(`${bench.name}: ${bench.title}`)}\n\n`);
  const environment = { ...bench.environment, ...profiling };
  const stack = await startStack({ reporter: createReporter(write, performance.now()), signal, environment });
  const { print, report } = createPrinter(write);
  const stopped = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    await Promise.race([bench.run(stack, print, only), stopped]);
  } finally {
    await stack.stop();
  }
  return report;
}

try {
  await main();
} catch (error) {
  const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined };
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  process.stderr.write(`\n${colours.red(`${message}${reason}`)}\n`);
  process.exitCode = 1;
}
