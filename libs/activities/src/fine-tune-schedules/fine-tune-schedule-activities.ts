import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Database } from '@understudy/db/database';
import { startAndNote } from '../runs/start-and-note.ts';
import type {
  ScheduledFineTuneInput,
  ScheduledFineTuneResult,
} from '@understudy/domain/fine-tune-schedules/schedule-workflow';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import type { RunStarter } from '../runs/run-starter.ts';
import { collectChatExamples } from './collect-chat-examples.ts';
import { startScheduledJob, type ScheduledLook } from './start-scheduled-job.ts';
import { forgetSchedule } from './temporal-schedules.ts';

/** What these activities need from outside. */
export type FineTuneScheduleDependencies = {
  database: Database;
  fineTuning: FineTuneSettings;
  client: Client;
  starter: RunStarter;
};

/** The activities of a schedule that looks. */
export type FineTuneScheduleActivities = ReturnType<typeof createFineTuneScheduleActivities>;

/** The activities of a schedule that looks. */
export function createFineTuneScheduleActivities(dependencies: FineTuneScheduleDependencies) {
  const { database, client, starter } = dependencies;
  return {
    collectChatExamples: (input: ScheduledFineTuneInput) =>
      collectChatExamples(database, input, Context.current().cancellationSignal),

    async startScheduledJob(look: ScheduledLook): Promise<ScheduledFineTuneResult> {
      const { outcome, jobId } = await startScheduledJob(dependencies, look);
      if (outcome === 'started' && jobId !== null) {
        const { userId, avatarId } = look;
        const run = {
          runId: jobId,
          userId,
          kind: 'fine_tune',
          avatarId,
          subjectId: jobId,
          attempt: 1,
        } as const;
        await startAndNote(database, starter, run);
      }
      return { outcome };
    },

    /** Makes Temporal forget a schedule that was deleted while Temporal could not be reached. */
    forgetSchedule: ({ scheduleId }: ScheduledFineTuneInput) => forgetSchedule(client, scheduleId),
  };
}
