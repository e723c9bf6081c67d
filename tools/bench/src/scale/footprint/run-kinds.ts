import { generateChat } from '../../sessions/generate-chat.ts';
import { batchRequest, sessionRequest, type StartRequest, type Starter } from '../start-requests.ts';

/** A kind of run whose traces are measured. */
export interface MeasuredKind {
  /** Its key in the JSON report. */
  readonly name: string;
  readonly title: string;
  readonly runs: number;
  readonly request: (starter: Starter) => StartRequest;
}

/** Examples of a batch, and files of a large session. */
const examples = 10;
const files = 20;

/** Kinds that differ in what they leave: many phases, many files, many items. */
export const measuredKinds: readonly MeasuredKind[] = [
  { name: 'session', title: 'session of 1 chat of 20 messages', runs: 40, request: sessionRequest },
  { name: 'large_session', title: 'session of 20 chats of 200', runs: 8, request: largeSessionRequest },
  {
    name: 'batch',
    title: `batch of ${String(examples)} examples`,
    runs: 40,
    request: (starter) => batchRequest(starter, examples),
  },
];

let lastSeed = 500_000;

function largeSessionRequest({ token, avatarId }: Starter): StartRequest {
  const form = new FormData();
  for (let file = 1; file <= files; file += 1) {
    lastSeed += 1;
    const text = generateChat({ messages: 200, seed: lastSeed });
    form.append('files[]', new Blob([text]), `chat-${String(file)}.txt`);
  }
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() };
  return {
    path: `/api/avatars/${avatarId}/training-sessions`,
    request: { method: 'POST', headers, body: form },
  };
}
