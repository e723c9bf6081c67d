/** The workflow type that a schedule starts each time that it looks. */
export const scheduledFineTuneWorkflow = 'scheduledFineTune';

/** Input of the workflow: IDs. */
export type ScheduledFineTuneInput = { userId: string; avatarId: string; scheduleId: string };

/** What came of it. `gone`: the schedule was deleted, and Temporal did not know yet. */
export type ScheduledFineTuneResult = { outcome: 'started' | 'skipped' | 'failed' | 'gone' };

/** ID of a schedule in Temporal. */
export function temporalScheduleId(scheduleId: string): string {
  return `fine-tune-schedule-${scheduleId}`;
}
