import { join } from 'node:path';
import { createReporter, type Reporter } from '@understudy/stack/console/reporter';
import { onStopSignal } from '@understudy/stack/processes/stop-signal';
import { readSettings } from '@understudy/stack/settings/environment';
import { installTrainer } from './install-trainer.ts';
import { startParts, type TrainerPart } from './start-parts.ts';
import { trainerVariables } from './trainer-variables.ts';

const usage = `npm run trainer -- [worker | serve]

worker  trains what fine-tune jobs of the provider "lora" ask for
serve   answers chats with what was trained
Both when neither is named.`;

/** `npm run trainer [-- worker | serve]`: installs what it needs, and runs until Ctrl-C. */
async function main(parameters: readonly string[]): Promise<number> {
  const parts = partsOf(parameters);
  if (parts === undefined) {
    process.stdout.write(`${usage}\n`);
    return parameters.includes('--help') ? 0 : 2;
  }
  const reporter = createReporter((text) => process.stdout.write(text), performance.now());
  const settings = readSettings();
  const folder = join(settings.stateFolder, 'trainer');
  const stopRequested = new AbortController();
  let kill: () => void = () => process.exit(130);
  onStopSignal(
    (signal) => {
      reporter.tell(
        'trainer',
        `${signal}: a training under way stores a checkpoint first; Ctrl-C again forces it`,
      );
      stopRequested.abort(new Error('stopped'));
    },
    () => kill(),
  );
  const python = await installTrainer({ folder, reporter, signal: stopRequested.signal });
  const variables = await trainerVariables(settings, process.env, folder);
  introduce(parts, variables, reporter);
  const running = startParts(parts, { python, variables, signal: stopRequested.signal });
  kill = running.kill;
  return await running.ended;
}

function partsOf(parameters: readonly string[]): readonly TrainerPart[] | undefined {
  const [part, ...rest] = parameters;
  if (part === undefined) return ['worker', 'serve'];
  return (part === 'worker' || part === 'serve') && rest.length === 0 ? [part] : undefined;
}

/** Says what the parts are connected to. */
function introduce(parts: readonly TrainerPart[], variables: NodeJS.ProcessEnv, reporter: Reporter): void {
  const { TEMPORAL_ADDRESS, S3_BUCKET, STORAGE_FOLDER, TRAINER_SERVE_HOST, TRAINER_SERVE_PORT } = variables;
  const storage = S3_BUCKET === undefined ? `the folder ${STORAGE_FOLDER ?? ''}` : `the bucket ${S3_BUCKET}`;
  reporter.tell('trainer', `rows, checkpoints and adapters are in ${storage}`);
  if (parts.includes('worker')) {
    reporter.tell('trainer', `asks Temporal at ${TEMPORAL_ADDRESS ?? ''} for trainings`);
  }
  if (parts.includes('serve')) {
    const address = `http://${TRAINER_SERVE_HOST ?? '127.0.0.1'}:${TRAINER_SERVE_PORT ?? ''}/v1`;
    reporter.tell('trainer', `answers chats with trained adapters at ${address}`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`trainer: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
