import type { Eligibility } from './eligibility.ts';
import type { FineTuneEstimate } from './estimate.ts';
import type { FineTuneJob } from './job.ts';
import type { FineTuneStatistics } from './statistics.ts';

/** What `checkFineTuneEligibility` gives (seed 001, "API Reference"). */
export type EligibilityResult = {
  eligible: boolean;
  currentExamples: number;
  requiredExamples: number;
  qualityScore: number;
  recommendation: string;
};

/** What `getExamplesStatistics` gives. */
export type ExamplesStatisticsResult = {
  total: number;
  byPatternType: Record<string, number>;
  averageQuality: number;
  usedInTraining: number;
};

/** What `checkFineTuneStatus` gives. */
export type FineTuneStatusResult = {
  status: FineTuneJob['status'];
  fineTunedModel: string | null;
  trainedTokens: number | null;
  error: string | null;
  /** ISO 8601. */
  estimatedFinish: string | null;
  /** Percent, 0 to 100. */
  progress: number;
};

/** What `estimateFineTuningCost` gives; US dollars. */
export type FineTuningCostResult = {
  trainingCost: number;
  inputCostPer1M: number;
  outputCostPer1M: number;
  totalEstimate: number;
};

/**
 * The seed's nine methods with their results. `createFineTuneJob` gives the job's ID and calls back with the name of the
 * step and its percentage; activating, deactivating and cancelling give nothing.
 */
export type FineTuneServiceResults = {
  checkFineTuneEligibility: EligibilityResult;
  getExamplesStatistics: ExamplesStatisticsResult;
  createFineTuneJob: string;
  checkFineTuneStatus: FineTuneStatusResult;
  listFineTuneJobs: FineTuneJob[];
  activateFineTunedModel: void;
  deactivateFineTunedModel: void;
  cancelFineTuneJob: void;
  estimateFineTuningCost: FineTuningCostResult;
};

/** The seed's result of an eligibility check, of the API's answer. */
export function toEligibilityResult(answer: Eligibility): EligibilityResult {
  return {
    eligible: answer.eligible,
    currentExamples: answer.current_examples,
    requiredExamples: answer.required_examples,
    qualityScore: answer.quality_score,
    recommendation: answer.recommendation,
  };
}

/** The seed's statistics, of the API's answer. */
export function toExamplesStatisticsResult(answer: FineTuneStatistics): ExamplesStatisticsResult {
  return {
    total: answer.total,
    byPatternType: answer.by_pattern_type,
    averageQuality: answer.average_quality,
    usedInTraining: answer.used_in_training,
  };
}

/** The seed's status of a job, of the job as the API shows it. */
export function toFineTuneStatusResult(job: FineTuneJob): FineTuneStatusResult {
  return {
    status: job.status,
    fineTunedModel: job.fine_tuned_model,
    trainedTokens: job.trained_tokens,
    error: job.error_message,
    estimatedFinish: job.estimated_finish,
    progress: job.progress,
  };
}

/** The seed's cost, of the API's estimate. */
export function toFineTuningCostResult(estimate: FineTuneEstimate): FineTuningCostResult {
  return {
    trainingCost: estimate.training_cost,
    inputCostPer1M: estimate.input_cost_per_1m,
    outputCostPer1M: estimate.output_cost_per_1m,
    totalEstimate: estimate.total_estimate,
  };
}
