import { setTimeout as wait } from 'node:timers/promises';
import { activeModelSchema, type ActiveModel } from '@understudy/domain/fine-tune/contracts/active-model';
import { createFineTuneJobResponseSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { fineTuneJobSchema, type FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { chatReplySchema, type ChatReply } from '@understudy/domain/chat/chat';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { whatsappChats } from './chats.ts';

/** The seed's recommended model. */
export const baseModel = 'gpt-4o-mini-2024-07-18';

/** Fine-tuning as a program of a user would do it, with every answer parsed by the published schema. */
export function fineTuningOf(user: ApiClient) {
  const api = {
    /** An avatar that has as many examples as its chats have exchanges, by a training session. */
    async trainedAvatar(chats = 2, exchanges = 30): Promise<{ id: string; sessionId: string }> {
      const avatar = await user.createAvatar();
      const session = await user.train(avatar.id, { files: whatsappChats(chats, exchanges, 'Ash') });
      await user.runEnded(session.run.id);
      return { id: avatar.id, sessionId: session.id };
    },
    ask: (avatarId: string, body: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> =>
      user.send('POST', `/api/avatars/${avatarId}/fine-tune-jobs`, body, headers),
    /** Creates a job that must be accepted. */
    async start(avatarId: string, body: Record<string, unknown> = {}): Promise<string> {
      const answer = await api.ask(avatarId, { base_model: baseModel, ...body });
      if (answer.status !== 202)
        throw new Error(`Not accepted: ${answer.status} ${JSON.stringify(answer.body)}`);
      return createFineTuneJobResponseSchema.parse(answer.body).job_id;
    },
    read: (jobId: string): Promise<FineTuneJob> =>
      user.get(`/api/fine-tune-jobs/${jobId}`, fineTuneJobSchema),
    /** Asks until the job is as wanted; a server that is away for a moment is asked again. */
    async until(
      jobId: string,
      wanted: (job: FineTuneJob) => boolean,
      withinMs = 60_000,
    ): Promise<FineTuneJob> {
      const deadline = performance.now() + withinMs;
      let last: unknown;
      while (performance.now() < deadline) {
        try {
          const job = await api.read(jobId);
          if (wanted(job)) return job;
          last = job;
        } catch (error) {
          last = String(error);
        }
        await wait(40);
      }
      throw new Error(`The job did not get there within ${withinMs} ms: ${JSON.stringify(last)}`);
    },
    /** Waits until the run of a job has ended: until then, an identical request is taken for a repeat of this one. */
    async ended(jobId: string): Promise<FineTuneJob> {
      await user.runEnded(jobId, 60_000);
      return await api.read(jobId);
    },
    async steer(jobId: string, how: 'cancel' | 'pause' | 'resume' | 'retry'): Promise<FineTuneJob> {
      const answer = await user.send('POST', `/api/fine-tune-jobs/${jobId}/${how}`);
      if (answer.status >= 300)
        throw new Error(`Not steered: ${answer.status} ${JSON.stringify(answer.body)}`);
      return fineTuneJobSchema.parse(answer.body);
    },
    activate: (jobId: string, body: unknown = {}): Promise<ActiveModel> =>
      user.post(`/api/fine-tune-jobs/${jobId}/activate`, activeModelSchema, body),
    deactivate: (avatarId: string): Promise<ActiveModel> =>
      user.post(`/api/avatars/${avatarId}/fine-tuned-model/deactivate`, activeModelSchema),
    chat: (avatarId: string, message: string): Promise<ChatReply> =>
      user.post(`/api/avatars/${avatarId}/chat`, chatReplySchema, { message }),
  };
  return api;
}
