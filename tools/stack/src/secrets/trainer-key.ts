import { join } from 'node:path';
import { keptSecret } from './kept-secret.ts';

/**
 * The key of the LoRA trainer's server on this machine, for those who share a state folder: `npm start`, whose chats go
 * there, and `npm run trainer`, which answers them.
 */
export function trainerKey(stateFolder: string): Promise<string> {
  return keptSecret(join(stateFolder, 'secrets', 'trainer'));
}
