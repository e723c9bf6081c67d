import { generateChat } from '@understudy/bench/sessions/generate-chat';
import { trainingSessionSchema } from '@understudy/domain/training-sessions/training-session';
import { uploadMs, type LoadKind } from './load-kind.ts';

/** Chats of one user from here on are for what is made ready before. */
const seedsOfUser = 100_000;

/** A chat that no other request has. */
export function chatOf(user: number, number: number, messages: number): string {
  return generateChat({ messages, seed: user * seedsOfUser + number });
}

/** The form of an upload of chats in which Ash is the avatar. */
export function formOfChats(chats: readonly string[]): FormData {
  const form = new FormData();
  for (const [index, chat] of chats.entries())
    form.append('files[]', new Blob([chat]), `WhatsApp Chat ${String(index + 1)}.txt`);
  form.append('avatar_speaker', 'Ash');
  return form;
}

/** Training sessions with one to three chat exports. */
export const trainingSessions: LoadKind = {
  name: 'training_session',
  weight: 4,
  next: ({ random, number: user, sessionAvatar }, number, key) => {
    const files = random.between(1, 3);
    const messages = random.between(5, 20) * 2;
    const chats = Array.from({ length: files }, (_, file) => chatOf(user, number * 10 + file, messages));
    return {
      request: {
        method: 'POST',
        path: `/api/avatars/${sessionAvatar}/training-sessions`,
        overMs: random.pick(uploadMs),
        headers: { 'idempotency-key': key },
        body: () => formOfChats(chats),
      },
      expected: { files, messages: files * messages },
    };
  },
  runOf: (body) => trainingSessionSchema.parse(body).run.id,
};
