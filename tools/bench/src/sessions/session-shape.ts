import type { TrainingUpload } from '../clients/api-client.ts';
import { generateChat } from './generate-chat.ts';

/** How much there is to train with. */
export interface SessionShape {
  /** Its key in the JSON report. */
  readonly name: string;
  readonly title: string;
  readonly files: number;
  /** Messages in each file. */
  readonly messages: number;
}

/** The session that the target speaks of. */
export const twentyFiles: SessionShape = {
  name: 'twenty_files',
  title: '20 files of 200 messages',
  files: 20,
  messages: 200,
};

/** A session with next to nothing to do: what is left is the price of being durable. */
export const oneFile: SessionShape = {
  name: 'one_file',
  title: '1 file of 20 messages',
  files: 1,
  messages: 20,
};

/** The name by which the avatar is found among the speakers. */
export const avatarName = 'Ash';

/** An upload of this shape. Another number gives other chats. */
export function uploadOf({ files, messages }: SessionShape, number: number): TrainingUpload {
  return {
    files: Array.from({ length: files }, (_, index) => ({
      name: `chat-${index + 1}.txt`,
      text: generateChat({ messages, seed: number * files + index }),
    })),
    instructions: 'Keep answers short.',
    idempotencyKey: crypto.randomUUID(),
  };
}
