import { artefactsAreComplete } from './artefacts.ts';
import { batchesAreExact } from './auto-train-batches.ts';
import { booksBalance } from './budget.ts';
import { enrichmentsAreComplete } from './enrichments.ts';
import { eventLogsAreWhole } from './event-logs.ts';
import { fineTunesAreOneJob } from './fine-tune-jobs.ts';
import type { Invariant } from './invariant.ts';
import { objectsBelong, providerKeepsNoFiles } from './objects.ts';
import { paidCallsAreNotRepeated } from './paid-calls.ts';
import { repeatsFindTheFirst, requestsAreAccepted } from './requests.ts';
import { runsEnd, runsOutliveFaults } from './runs.ts';
import { importsAreExact } from './training-imports.ts';
import { sessionsAreWhole } from './training-sessions.ts';
import { historiesReplay, workflowsMatchRuns } from './workflows.ts';

/** Everything that is checked, in the order of the table. Repeats are asked last: they must change nothing. */
export const allInvariants: readonly Invariant[] = [
  requestsAreAccepted,
  runsEnd,
  runsOutliveFaults,
  workflowsMatchRuns,
  historiesReplay,
  eventLogsAreWhole,
  sessionsAreWhole,
  batchesAreExact,
  importsAreExact,
  enrichmentsAreComplete,
  artefactsAreComplete,
  fineTunesAreOneJob,
  paidCallsAreNotRepeated,
  booksBalance,
  objectsBelong,
  providerKeepsNoFiles,
  repeatsFindTheFirst,
];
