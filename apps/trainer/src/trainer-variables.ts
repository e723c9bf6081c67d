import { join } from 'node:path';
import { trainerKey } from '@understudy/stack/secrets/trainer-key';
import type { Settings } from '@understudy/stack/settings/environment';

/**
 * The environment of a trainer beside an `npm start` of this machine: this process's, with the stack's Temporal, object
 * storage and key where no others are given.
 */
export async function trainerVariables(
  settings: Settings,
  given: NodeJS.ProcessEnv,
  folder: string,
): Promise<NodeJS.ProcessEnv> {
  const { temporal, stateFolder, lora } = settings;
  return {
    TEMPORAL_ADDRESS: temporal.address ?? `127.0.0.1:${String(temporal.port)}`,
    TEMPORAL_NAMESPACE: temporal.namespace,
    STORAGE_FOLDER: join(stateFolder, 'storage'),
    TRAINER_MODELS_FOLDER: join(folder, 'models'),
    TRAINER_API_KEY: lora.apiKey ?? (await trainerKey(stateFolder)),
    TRAINER_SERVE_PORT: String(lora.port),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    // Compiled modules are kept: torch and what it brings take half a minute to compile.
    PYTHONDONTWRITEBYTECODE: '',
  };
}
