import type { FineTuneStatus } from '../fine-tune-status.ts';

/** States in which something ought to happen without anybody doing anything. */
const busyStatuses: ReadonlySet<FineTuneStatus> = new Set([
  'validating_files',
  'queued',
  'running',
  'cancelling',
]);

export type JobSilence = {
  status: FineTuneStatus;
  /** When the last event, checkpoint or change of status was; milliseconds since 1970. */
  lastEventAtMs: number;
  nowMs: number;
  stuckAfterSeconds: number;
};

/** Whether a job has been silent for so long that its owner should be told. Paused jobs and ones that wait for a person are not. */
export function isStuck({ status, lastEventAtMs, nowMs, stuckAfterSeconds }: JobSilence): boolean {
  return busyStatuses.has(status) && nowMs - lastEventAtMs >= stuckAfterSeconds * 1_000;
}

/** What to tell the owner of a stuck job. @param silentMs how long there has been no event */
export function stuckAdvice(providerTitle: string, silentMs: number): string {
  const hours = Math.floor(silentMs / 3_600_000);
  const silence = hours >= 1 ? `${String(hours)} ${hours === 1 ? 'hour' : 'hours'}` : 'some time';
  return (
    `${providerTitle} has reported nothing for ${silence}. Usual trainings take 10 to 60 minutes. ` +
    'Look at the provider’s status page; then cancel the job and retry it, or wait on.'
  );
}
