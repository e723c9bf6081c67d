import { percentOfPhase, type PhaseSpans } from '../runs/percent-of-phase.ts';

/** The workflow type that generates a batch of examples. */
export const autoTrainWorkflow = 'autoTrain';

/** The phases of a batch, in their order. */
export const autoTrainPhases = ['generating', 'storing', 'finishing'] as const;
export type AutoTrainPhase = (typeof autoTrainPhases)[number];

/** What each phase is called in front of people. */
export const autoTrainPhaseTitles: Record<AutoTrainPhase, string> = {
  generating: 'Generating examples',
  storing: 'Storing in memory',
  finishing: 'Finishing',
};

/** Where each phase begins and ends in percent of the whole run: generating is nearly all of the time. */
const phaseSpans: PhaseSpans<AutoTrainPhase> = {
  generating: [0, 94],
  storing: [94, 99],
  finishing: [99, 100],
};

/** Percent of the whole run, 0–100, when `completed` of `total` items of a phase are done. */
export function percentOfAutoTrain(phase: AutoTrainPhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Most attempts at one item: the first, and its replacements after rejections. Then the item has failed. */
export const maxItemAttempts = 5;

/** How the workflow of a batch travels: counts and settings of the flow. Texts live in Postgres. */
export type AutoTrainPlan = {
  numExamples: number;
  /** Most provider calls at the same time, over all lanes. */
  concurrency: number;
  /** Members that write at the same time for one item. */
  ensembleSize: number;
  /** Whose task queue the lanes go to. */
  provider: 'openai' | 'huggingface';
  storeInMemory: boolean;
};

/** What a batch's workflow carries over when it continues as new. JSON, counts only. */
export type AutoTrainCursor = {
  plan: AutoTrainPlan;
  /** First item of the next page. */
  nextIndex: number;
  paused: boolean;
};

/** Input of the workflow: IDs. */
export type AutoTrainInput = {
  runId: string;
  userId: string;
  batchId: string;
  /** 1 for the first execution; retries count up and work on what is missing. */
  attempt: number;
  /** What whoever started it has just stored; asked of the database when left out. */
  plan?: AutoTrainPlan;
  cursor?: AutoTrainCursor;
};

/** Result of the workflow. */
export type AutoTrainWorkflowResult = {
  status: 'completed' | 'completed_with_errors' | 'failed' | 'cancelled';
  accepted: number;
  failed: number;
};

/** Items from `from` up to but without `to`. */
export type ItemRange = { from: number; to: number };

/** Input of a lane: a range of items, and how many provider calls it may keep under way. */
export type AutoTrainLaneInput = ItemRange & {
  runId: string;
  userId: string;
  attempt: number;
  batchId: string;
  /** `windowPerLane` of the lane plan. */
  window: number;
};

/** Why a lane ended: its range is done, somebody paused or cancelled the run, or a cap is reached. */
export type LaneStop = 'done' | 'paused' | 'budget' | 'cancelled';

/** Result of a lane: what became of the items that it worked on in this execution of the activity. */
export type AutoTrainLaneResult = { accepted: number; failed: number; stopped: LaneStop };

/** Result of storing in memory: how many examples of the batch are stored in all, and why it came back. */
export type StoredInMemory = { stored: number; stopped: LaneStop };
