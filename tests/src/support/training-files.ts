import { pageOf } from '@understudy/domain/http/page';
import { conversationSchema, type Conversation } from '@understudy/domain/enrichment/conversation';
import { createdEnrichmentSchema, enrichmentSchema } from '@understudy/domain/enrichment/enrichment';
import { downloadLinkSchema } from '@understudy/domain/downloads/download';
import { isEnded } from '@understudy/domain/runs/run';
import {
  trainingFileResponseSchema,
  type TrainingFile,
} from '@understudy/domain/training-files/training-file';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { whatsappChats } from './chats.ts';

const conversationPage = pageOf('TestConversations', conversationSchema);

/** Training files and enrichment, as a program of a user would use them. */
export function trainingFilesOf(user: ApiClient) {
  const api = {
    /** Conversations of a new avatar, each with so many exchanges and so many training pairs. */
    async converse(chats: number, exchanges: number): Promise<Conversation[]> {
      const avatar = await user.createAvatar();
      const session = await user.train(avatar.id, { files: whatsappChats(chats, exchanges, 'Ash') });
      await user.runEnded(session.run.id);
      const { items } = await user.get(
        `/api/conversations?avatar_id=${avatar.id}&limit=200`,
        conversationPage,
      );
      return items;
    },
    async enrich(body: unknown) {
      const { enrichment } = await user.post('/api/enrichments', createdEnrichmentSchema, body);
      await user.runUntil(enrichment.id, ({ status }) => isEnded(status));
      return await user.get(`/api/enrichments/${enrichment.id}`, enrichmentSchema);
    },
    /** Conversations that are enriched. */
    async enriched(chats: number, exchanges: number): Promise<string[]> {
      const conversations = await api.converse(chats, exchanges);
      const ids = conversations.map(({ conversation_id: id }) => id);
      await api.enrich({ conversation_ids: ids });
      return ids;
    },
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      user.send('POST', `/api/training-files${path}`, body, headers),
    async create(name: string, conversationIds: readonly string[]): Promise<TrainingFile> {
      return fileOf(await api.post('', { name, conversation_ids: conversationIds }));
    },
    async get(id: string): Promise<TrainingFile> {
      return (await user.get(`/api/training-files/${id}`, trainingFileResponseSchema)).trainingFile;
    },
    link: (id: string, format: 'json' | 'jsonl') =>
      user.get(`/api/training-files/${id}/download?format=${format}`, downloadLinkSchema),
    /** What the link leads to, without a bearer token. */
    async download(id: string, format: 'json' | 'jsonl'): Promise<string> {
      const { download_url } = await api.link(id, format);
      const response = await fetch(download_url);
      if (!response.ok) throw new Error(`Not downloaded: ${response.status} ${await response.text()}`);
      return await response.text();
    },
  };
  return api;
}

/** The training file in an answer. */
export function fileOf(answer: ApiAnswer): TrainingFile {
  return trainingFileResponseSchema.parse(answer.body).trainingFile;
}

/** The lines of a JSONL, each parsed. */
export const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
