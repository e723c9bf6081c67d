import { join } from 'node:path';
import type { Settings } from '@understudy/stack/settings/environment';

/**
 * The environment of a trainer beside an `npm start` of this machine: this process's, with the stack's Temporal and
 * object storage where no others are given.
 */
export function trainerVariables(
  settings: Settings,
  given: NodeJS.ProcessEnv,
  folder: string,
): NodeJS.ProcessEnv {
  const { temporal, stateFolder } = settings;
  return {
    TEMPORAL_ADDRESS: temporal.address ?? `127.0.0.1:${String(temporal.port)}`,
    TEMPORAL_NAMESPACE: temporal.namespace,
    STORAGE_FOLDER: join(stateFolder, 'storage'),
    TRAINER_MODELS_FOLDER: join(folder, 'models'),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    // Compiled modules are kept: torch and what it brings take half a minute to compile.
    PYTHONDONTWRITEBYTECODE: '',
  };
}
