import { loadFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { setFineTuneStatus } from '@understudy/db/fine-tune/record-provider-job';
import { recordPreparation, type PreparedFile } from '@understudy/db/fine-tune/record-preparation';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FineTuneDataReport } from '@understudy/domain/fine-tune/contracts/job';
import { requiredExamplesOf } from '@understudy/domain/fine-tune/eligibility/assess-eligibility';
import { providerJobMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import type { FilePlan } from '@understudy/domain/fine-tune/preparation/plan-files';
import {
  addRedactions,
  type RedactionCounts,
} from '@understudy/domain/fine-tune/preparation/count-redactions';
import { userFolder } from '../storage/user-folder.ts';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { planData } from './plan-data.ts';
import { recordFineTunePhase } from './record-fine-tune-phase.ts';
import { writeTrainingFile } from './write-training-file.ts';

/**
 * Chooses, divides, cleans and checks the examples of a job, and writes its files into object storage. Repeated, it gives
 * the same files; one that has a job at the provider already is left alone.
 *
 * @throws UnderstudyError `nothing_to_train_on`, `validation_failed`, `budget_exhausted`
 */
export async function prepareFineTune(
  dependencies: FineTuneDependencies,
  reference: FineTuneReference,
  signal: AbortSignal,
): Promise<void> {
  const { database } = dependencies;
  const { userId, jobId } = reference;
  const job = await database.asUser(userId, async (tx) => {
    const loaded = await loadFineTuneJob(tx, jobId);
    if (loaded.providerJobId !== null) return loaded;
    await setFineTuneStatus(tx, jobId, 'preparing');
    await recordFineTunePhase(
      tx,
      reference,
      'phase_started',
      'prepare',
      'Choosing and checking the examples.',
    );
    return loaded;
  });
  if (job.providerJobId !== null) return;

  const data = { ...job, userId };
  const { rules, files: plan, considered, estimate } = await planData(database, data, signal);
  insistOnEnough(plan, requiredExamplesOf(job.provider));
  insistOnCap(estimate.total_estimate, job.maxCost);

  const mark = providerJobMark(jobId, 'understudy').suffix;
  const redactions: RedactionCounts = {};
  const files: PreparedFile[] = [];
  for (const [purpose, exampleIds] of [
    ['training', plan.trainingIds],
    ['validation', plan.validationIds],
  ] as const) {
    if (exampleIds.length === 0) continue;
    const order = {
      purpose,
      exampleIds,
      fileName: `${mark}-${purpose}.jsonl`,
      storageKey: `fine-tune/${userFolder(userId)}/${jobId}/${purpose}.jsonl`,
    };
    const { file, report } = await writeTrainingFile(dependencies, data, rules, order, signal);
    addRedactions(redactions, report.redactions);
    files.push(file);
  }
  const report: FineTuneDataReport = {
    considered,
    training: plan.trainingIds.length,
    validation: plan.validationIds.length,
    left_out: { ...plan.leftOutCounts },
    redactions: { ...redactions },
    by_pattern_type: plan.byPatternType,
    tokens: plan.training.tokens,
    notes: plan.notes,
  };
  await database.asUser(userId, async (tx) => {
    const { trainingIds: training, validationIds: validation } = plan;
    await recordPreparation(tx, jobId, { report, estimate, files, training, validation });
    await recordFineTunePhase(tx, reference, 'phase_completed', 'prepare', summaryOf(report), {
      training: report.training,
      validation: report.validation,
    });
  });
}

function insistOnEnough({ trainingIds, leftOutCounts }: FilePlan, required: number): void {
  if (trainingIds.length >= required) return;
  const reasons = Object.entries(leftOutCounts).map(([reason, count]) => `${String(count)} ${reason}`);
  const leftOut = reasons.length === 0 ? '' : ` Left out: ${reasons.join(', ').replaceAll('_', ' ')}.`;
  throw new UnderstudyError(
    'nothing_to_train_on',
    `${String(trainingIds.length)} examples can be used; ${String(required)} are needed.${leftOut} Add conversations or examples, and retry.`,
  );
}

function insistOnCap(estimated: number, cap: number | null): void {
  if (cap === null || estimated <= cap) return;
  throw new UnderstudyError(
    'budget_exhausted',
    `The job is estimated to cost $${estimated.toFixed(2)}, more than its cap of $${cap.toFixed(2)}. Raise the cap or use fewer examples, in a new job.`,
  );
}

const summaryOf = ({ training, validation, left_out: leftOut }: FineTuneDataReport): string => {
  const others = Object.values(leftOut).reduce((total, count) => total + count, 0);
  const parts = [`${training.toLocaleString('en')} examples to train on`];
  if (validation > 0) parts.push(`${validation.toLocaleString('en')} to validate by`);
  if (others > 0) parts.push(`${others.toLocaleString('en')} left out`);
  return `${parts.join(', ')}.`;
};
