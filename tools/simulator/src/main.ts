import { z } from 'zod';
import { createSimulator } from './app.ts';
import { usualFineTuningSettings as usual } from './fine-tuning/settings.ts';
import { listen } from './listen.ts';

const environmentSchema = z.object({
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  SIMULATOR_HOST: z.string().default('127.0.0.1'),
  SIMULATOR_API_KEY: z.string().min(1).optional(),
  SIMULATOR_LATENCY_MS: z.coerce.number().min(0).default(0),
  SIMULATOR_STATE_FOLDER: z.string().min(1).optional(),
  SIMULATOR_FILE_PROCESSING_MS: z.coerce.number().min(0).default(0),
  SIMULATOR_FINE_TUNE_SPEED: z.coerce.number().min(0).default(usual.speed),
  SIMULATOR_FINE_TUNE_VALIDATING_S: z.coerce.number().min(0).default(usual.validating_s),
  SIMULATOR_FINE_TUNE_QUEUED_S: z.coerce.number().min(0).default(usual.queued_s),
  SIMULATOR_FINE_TUNE_EXAMPLE_S: z.coerce.number().min(0).default(usual.example_s),
  SIMULATOR_FINE_TUNE_FINISHING_S: z.coerce.number().min(0).default(usual.finishing_s),
});

const environment = environmentSchema.safeParse(process.env);
if (!environment.success) {
  console.error(z.prettifyError(environment.error));
  process.exit(1);
}

const variables = environment.data;
const app = createSimulator({
  apiKey: variables.SIMULATOR_API_KEY,
  latencyMs: variables.SIMULATOR_LATENCY_MS,
  stateFolder: variables.SIMULATOR_STATE_FOLDER,
  fileProcessingMs: variables.SIMULATOR_FILE_PROCESSING_MS,
  fineTuning: {
    speed: variables.SIMULATOR_FINE_TUNE_SPEED,
    validating_s: variables.SIMULATOR_FINE_TUNE_VALIDATING_S,
    queued_s: variables.SIMULATOR_FINE_TUNE_QUEUED_S,
    example_s: variables.SIMULATOR_FINE_TUNE_EXAMPLE_S,
    finishing_s: variables.SIMULATOR_FINE_TUNE_FINISHING_S,
  },
});
const simulator = await listen(app, variables.SIMULATOR_PORT, variables.SIMULATOR_HOST);
console.log(`Provider simulator ready on ${simulator.url}`);

async function stop(): Promise<void> {
  await simulator.close();
  process.exit(0);
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
process.once('disconnect', () => void stop());
