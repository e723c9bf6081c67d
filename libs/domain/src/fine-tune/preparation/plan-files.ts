import { deriveSeed } from '../../auto-train/seeded-random.ts';
import type { FineTuneSelection } from '../contracts/selection.ts';
import type { CountedFile } from '../cost/estimate-fine-tune.ts';
import { requiredExamplesOf } from '../eligibility/assess-eligibility.ts';
import { fineTuneProviderFacts, type FineTuneProvider } from '../fine-tune-provider.ts';
import type { Candidate } from './candidate.ts';
import { chooseExamples } from './choose-examples.ts';
import { countReasons, type LeftOutReason } from './left-out-reason.ts';
import { splitExamples } from './split-examples.ts';

/** Which examples are in which file, and in which order; what became of the others. */
export type FilePlan = {
  trainingIds: string[];
  validationIds: string[];
  training: CountedFile;
  validation: CountedFile;
  leftOut: Map<string, LeftOutReason>;
  leftOutCounts: Partial<Record<LeftOutReason, number>>;
  /** Of the examples in both files, most frequent first. */
  byPatternType: Record<string, number>;
  /** What there is to say about it, in sentences. */
  notes: string[];
};

export type FilePlanInput = {
  candidates: readonly Candidate[];
  /** By the first pass. */
  leftOut: ReadonlyMap<string, LeftOutReason>;
  selection: FineTuneSelection;
  provider: FineTuneProvider;
  /** Recorded with the job: the same seed and examples give the same files. */
  seed: number;
};

/** One purpose of the seed may change without the other. */
const seedOf = { choosing: 1, dividing: 2 } as const;

/** Chooses and divides: what the second pass writes, example by example, into the files. */
export function planFiles({ candidates, leftOut, selection, provider, seed }: FilePlanInput): FilePlan {
  const choice = chooseExamples(candidates, selection, deriveSeed(seed, seedOf.choosing));
  const rules = {
    share: selection.validation_share,
    leastValidation: fineTuneProviderFacts[provider].leastValidationExamples,
    leastTraining: requiredExamplesOf(provider),
  };
  const split = splitExamples(choice.chosen, rules, deriveSeed(seed, seedOf.dividing));
  const reasons = new Map<string, LeftOutReason>([...leftOut, ...choice.leftOut]);
  for (const { id } of split.leaked) reasons.set(id, 'validation_leak');
  return {
    trainingIds: split.training.map(({ id }) => id),
    validationIds: split.validation.map(({ id }) => id),
    training: countedFile(split.training),
    validation: countedFile(split.validation),
    leftOut: reasons,
    leftOutCounts: countReasons(reasons.values()),
    byPatternType: countPatterns([...split.training, ...split.validation]),
    notes: notesOf(selection, choice.chosen, split.validation.length),
  };
}

function countedFile(candidates: readonly Candidate[]): CountedFile {
  return {
    examples: candidates.length,
    tokens: candidates.reduce((total, { tokens }) => total + tokens, 0),
  };
}

function countPatterns(candidates: readonly Candidate[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { patternType } of candidates) counts.set(patternType, (counts.get(patternType) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)));
}

function notesOf(selection: FineTuneSelection, chosen: readonly Candidate[], validated: number): string[] {
  const lesser = chosen.filter(({ quality }) => quality <= selection.min_quality).length;
  const notes: string[] = [];
  if (selection.quality === 'prefer' && lesser > 0) {
    const above = String(chosen.length - lesser);
    notes.push(
      `${above} examples have a quality above ${String(selection.min_quality)}; the best ${String(lesser)} of the others are used as well.`,
    );
  }
  if (selection.validation_share > 0 && validated === 0)
    notes.push('There are too few examples for a validation file; all are used for training.');
  return notes;
}
