import { Context } from '@temporalio/activity';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { beginBuild } from './begin-build.ts';
import { buildArtefacts } from './build-artefacts.ts';
import type { BuildDependencies, BuildReference } from './build-reference.ts';
import { endBuild } from './end-build.ts';

/** The activities that build a training file, in their order. */
export type TrainingFileActivities = ReturnType<typeof createTrainingFileActivities>;

/** The activities that build a training file, in their order. */
export function createTrainingFileActivities(dependencies: BuildDependencies) {
  return {
    beginBuild: (reference: BuildReference) => beginBuild(dependencies, reference),
    buildArtefacts: (reference: BuildReference) =>
      buildArtefacts(dependencies, reference, Context.current().cancellationSignal),
    endBuild: (reference: BuildReference & RunOutcome) => endBuild(dependencies, reference),
  };
}
