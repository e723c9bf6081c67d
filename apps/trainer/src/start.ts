import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createReporter } from '@understudy/stack/console/reporter';
import { onStopSignal } from '@understudy/stack/processes/stop-signal';
import { readSettings } from '@understudy/stack/settings/environment';
import { installTrainer } from './install-trainer.ts';
import { trainerVariables } from './trainer-variables.ts';

/** `npm run trainer [-- worker | serve]`: installs what it needs, and runs until Ctrl-C. */
async function main(parameters: readonly string[]): Promise<number> {
  const reporter = createReporter((text) => process.stdout.write(text), performance.now());
  const settings = readSettings();
  const folder = join(settings.stateFolder, 'trainer');
  const stopRequested = new AbortController();
  let kill: () => void = () => undefined;
  let end: (signal: NodeJS.Signals) => void = () => undefined;
  onStopSignal(
    (signal) => {
      stopRequested.abort(new Error('stopped'));
      end(signal);
    },
    () => kill(),
  );
  const python = await installTrainer({ folder, reporter, signal: stopRequested.signal });
  const child = spawn(python, ['-m', 'understudy_trainer', ...parameters], {
    cwd: join(import.meta.dirname, '..'),
    env: trainerVariables(settings, process.env, folder),
    stdio: ['ignore', 'inherit', 'inherit'],
    // Ctrl-C reaches this process, which passes it on once.
    detached: process.platform !== 'win32',
  });
  end = () => void child.kill('SIGTERM');
  kill = () => void child.kill('SIGKILL');
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`trainer: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
