import { setTimeout as wait } from 'node:timers/promises';
import { avatarSchema } from '@understudy/domain/avatars/avatar';
import { conversationSchema } from '@understudy/domain/enrichment/conversation';
import { createdEnrichmentSchema } from '@understudy/domain/enrichment/enrichment';
import { pageOf } from '@understudy/domain/http/page';
import { isEnded, runSchema, type Run } from '@understudy/domain/runs/run';
import { trainingSessionSchema } from '@understudy/domain/training-sessions/training-session';
import type { RandomSource } from '../random-source.ts';
import { jsonRequest, type LoadUser } from './load-kind.ts';
import type { PatientClient, RepeatableRequest } from './patient-client.ts';
import { chatOf, formOfChats } from './training-sessions.ts';

/** Chats of what is made ready are numbered from here, beyond those of the load. */
const firstChat = 90_000;
const conversations = 6;
/** Messages of each chat: half as many examples, of which a model can be trained with 10 or more. */
const messagesEach = 20;
const pollMs = 150;

const conversationPage = pageOf('ChaosConversations', conversationSchema);

/**
 * Makes ready what a user's load needs: avatars, of which one has conversations that are enriched and examples enough to
 * train a model. Nothing goes wrong meanwhile, so whatever fails here is thrown.
 */
export async function prepareUser(
  client: PatientClient,
  number: number,
  random: RandomSource,
): Promise<LoadUser> {
  const sessionAvatar = await createAvatar(client, 'Ash in sessions');
  const tunedAvatar = await createAvatar(client, 'Ash tuned');
  const chats = Array.from({ length: conversations }, (_, chat) =>
    chatOf(number, firstChat + chat, messagesEach),
  );
  const session = trainingSessionSchema.parse(
    await accepted(client, {
      method: 'POST',
      path: `/api/avatars/${tunedAvatar}/training-sessions`,
      body: () => formOfChats(chats),
    }),
  );
  await untilCompleted(client, session.run.id);
  const found = await conversationsOf(client, tunedAvatar, session.id);
  const body = { conversation_ids: found };
  const { enrichment } = createdEnrichmentSchema.parse(
    await accepted(client, jsonRequest('/api/enrichments', 'prepare', body)),
  );
  await untilCompleted(client, enrichment.id);
  return {
    client,
    random,
    number,
    sessionAvatar,
    tunedAvatars: [tunedAvatar],
    enrichedConversations: found,
    waitingConversations: [],
  };
}

/** The conversations that were found in the files of a session that has just ended. */
export async function conversationsOf(
  client: PatientClient,
  avatarId: string,
  sessionId: string,
): Promise<string[]> {
  const path = `/api/conversations?avatar_id=${avatarId}&limit=200`;
  const { items } = conversationPage.parse(await accepted(client, { method: 'GET', path }));
  return items
    .filter((conversation) => conversation.training_session_id === sessionId)
    .map(({ conversation_id: id }) => id);
}

/** A run as the API shows it. */
export async function readRun(client: PatientClient, runId: string): Promise<Run> {
  return runSchema.parse(await accepted(client, { method: 'GET', path: `/api/runs/${runId}` }));
}

async function createAvatar(client: PatientClient, name: string): Promise<string> {
  return avatarSchema.parse(await accepted(client, jsonRequest('/api/avatars', name, { name }))).id;
}

async function accepted(client: PatientClient, request: RepeatableRequest): Promise<unknown> {
  const { status, body } = await client.ask(request);
  if (status < 300) return body;
  throw new Error(`${request.path} answered ${String(status)}: ${JSON.stringify(body)}`);
}

async function untilCompleted(client: PatientClient, runId: string): Promise<void> {
  for (;;) {
    const { kind, status, error } = await readRun(client, runId);
    if (status === 'completed') return;
    if (isEnded(status))
      throw new Error(`A ${kind} that was made ready is ${status}: ${error?.message ?? ''}`);
    await wait(pollMs);
  }
}
