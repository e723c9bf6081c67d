import type { FineTuneJob } from './contracts/job.ts';
import { fineTuneProviderFacts } from './fine-tune-provider.ts';
import { isFineTuneEnded } from './fine-tune-status.ts';

export type FineTuneAction = FineTuneJob['actions'][number];

/**
 * What can be done with a job now. A job is paused at the provider where that can be, and before it is created there
 * anywhere; a model is activated once it is there and as long as it is not the active one.
 */
export function actionsOf(
  job: Pick<FineTuneJob, 'status' | 'provider' | 'provider_job_id' | 'fine_tuned_model' | 'is_active'>,
): FineTuneAction[] {
  const { status } = job;
  const actions: FineTuneAction[] = [];
  const isUnderWay = !isFineTuneEnded(status) && status !== 'cancelling';
  if (isUnderWay) actions.push('cancel');
  if (status === 'paused') actions.push('resume');
  const pausesThere = fineTuneProviderFacts[job.provider].canPause || job.provider_job_id === null;
  if (isUnderWay && status !== 'paused' && status !== 'awaiting_model' && pausesThere) actions.push('pause');
  if (status === 'failed' || status === 'cancelled') actions.push('retry');
  if (status === 'awaiting_model') actions.push('name_model');
  if (status === 'succeeded' && job.fine_tuned_model !== null && !job.is_active) actions.push('activate');
  return actions;
}
