import { Context } from '@temporalio/activity';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { endExamination } from './end-examination.ts';
import type { ExaminationDependencies, ExaminationReference } from './examination-reference.ts';
import { examineExamples } from './examine-examples.ts';

/** The activities that examine the examples of a scope, in their order. */
export type ExaminationActivities = ReturnType<typeof createExaminationActivities>;

/** The activities that examine the examples of a scope, in their order. */
export function createExaminationActivities(dependencies: ExaminationDependencies) {
  return {
    examineExamples: (reference: ExaminationReference) => examineExamples(dependencies, reference, signal()),
    endExamination: (reference: ExaminationReference & RunOutcome) => endExamination(dependencies, reference),
  };
}

const signal = () => Context.current().cancellationSignal;
