import { z } from 'zod';
import { createSimulator } from './app.ts';
import { listen } from './listen.ts';

const environmentSchema = z.object({
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  SIMULATOR_HOST: z.string().default('127.0.0.1'),
  SIMULATOR_API_KEY: z.string().min(1).optional(),
  SIMULATOR_LATENCY_MS: z.coerce.number().min(0).default(0),
});

const environment = environmentSchema.safeParse(process.env);
if (!environment.success) {
  console.error(z.prettifyError(environment.error));
  process.exit(1);
}

const { SIMULATOR_PORT, SIMULATOR_HOST, SIMULATOR_API_KEY, SIMULATOR_LATENCY_MS } = environment.data;
const app = createSimulator({ apiKey: SIMULATOR_API_KEY, latencyMs: SIMULATOR_LATENCY_MS });
const simulator = await listen(app, SIMULATOR_PORT, SIMULATOR_HOST);
console.log(`Provider simulator ready on ${simulator.url}`);

async function stop(): Promise<void> {
  await simulator.close();
  process.exit(0);
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
process.once('disconnect', () => void stop());
