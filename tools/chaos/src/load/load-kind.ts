import type { RandomSource } from '../random-source.ts';
import type { PatientClient, RepeatableRequest } from './patient-client.ts';

/** What is asked for. */
export const loadKinds = [
  'training_session',
  'auto_train_batch',
  'training_import',
  'conversation_enrichment',
  'training_file_build',
  'fine_tune',
] as const;
export type LoadKindName = (typeof loadKinds)[number];

/** Numbers that the result must have, as the request implies them; their names are the kind's own. */
export type Expected = Readonly<Record<string, number>>;

/** A request that was accepted. */
export interface AcceptedRequest {
  readonly kind: LoadKindName;
  readonly user: string;
  readonly runId: string;
  readonly expected: Expected;
  /** The request with its key, for asking once more. */
  readonly request: RepeatableRequest;
  /** How often it was sent until it was answered. */
  readonly sent: number;
}

/** A request that was turned down, though nothing was wrong with it. */
export interface RefusedRequest {
  readonly kind: LoadKindName;
  readonly user: string;
  readonly status: number;
  readonly body: unknown;
}

/** A user with what was made ready for them before anything went wrong. */
export interface LoadUser {
  readonly client: PatientClient;
  readonly random: RandomSource;
  /** The number of this user, from 0. */
  readonly number: number;
  /** For training sessions. */
  readonly sessionAvatar: string;
  /** With examples enough to train a model. */
  readonly tunedAvatars: readonly string[];
  readonly enrichedConversations: readonly string[];
  /** Conversations of sessions that have ended, to be enriched next; each is taken once. */
  readonly waitingConversations: string[][];
}

/** One kind of load: what to ask for, and what must come of it. */
export interface LoadKind {
  readonly name: LoadKindName;
  /** How often it is asked for, beside the others. */
  readonly weight: number;
  /**
   * The next request of a user.
   *
   * @param number of the request of this user, from 0; makes its content differ from all others
   * @returns null where the user has nothing to ask for
   */
  readonly next: (
    user: LoadUser,
    number: number,
    key: string,
  ) => { request: RepeatableRequest; expected: Expected } | null;
  /** The run that the answer tells of. */
  readonly runOf: (body: unknown) => string;
}

/** Milliseconds that uploads take: some clients are near, some on a telephone. */
export const uploadMs = [0, 0, 500, 1_500, 4_000] as const;

/** A request with a JSON body under a key. */
export function jsonRequest(path: string, key: string, body: object): RepeatableRequest {
  const headers = { 'idempotency-key': key, prefer: 'wait=0' };
  return { method: 'POST', path, headers, body: () => JSON.stringify(body) };
}
