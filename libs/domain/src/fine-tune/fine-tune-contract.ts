import { percentOfPhase, type PhaseSpans } from '../runs/percent-of-phase.ts';
import { taskQueues } from '../runs/run-contract.ts';
import type { FineTuneProvider } from './fine-tune-provider.ts';

/** The workflow type that takes examples to a model that answers. */
export const fineTuneWorkflow = 'fineTune';

/** Messages of that workflow beside `runMessages`. */
export const fineTuneMessages = {
  /**
   * Signal: the provider has something to tell (its webhook called), or a person has named the model that they trained, so
   * the next poll is due now. It may come twice or never; polling alone is enough.
   */
  providerCalled: 'providerCalled',
} as const;

/** The phases of a fine-tune, in their order. */
export const fineTunePhases = ['prepare', 'upload', 'create', 'training', 'activate'] as const;
export type FineTunePhase = (typeof fineTunePhases)[number];

/** What each phase is called in front of people. */
export const fineTunePhaseTitles: Record<FineTunePhase, string> = {
  prepare: 'Preparing the data',
  upload: 'Uploading the files',
  create: 'Creating the job',
  training: 'Training',
  activate: 'Activating the model',
};

/** Where each phase begins and ends in percent of the whole run: training is nearly all of the time. */
const phaseSpans: PhaseSpans<FineTunePhase> = {
  prepare: [0, 5],
  upload: [5, 9],
  create: [9, 10],
  training: [10, 99],
  activate: [99, 100],
};

/** Percent of the whole run, 0–100, when `completed` of `total` of a phase are done. */
export function percentOfFineTune(phase: FineTunePhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Seconds between two looks at a provider's job. Seed 001: "Status updates automatically every 30 seconds". */
export const defaultPollSeconds = 30;

/** Seconds without an event after which a job counts as stuck. Seed 001: "If stuck >2 hours". */
export const defaultStuckAfterSeconds = 2 * 60 * 60;

/** How long a provider's outage is waited out for, in seconds, unless configured: a week. */
export const defaultPatienceSeconds = 7 * 24 * 60 * 60;

/** The task queue of each provider's calls. Those without one of their own share that of files and database. */
export const providerQueues: Record<FineTuneProvider, string> = {
  openai: taskQueues.openai,
  huggingface: taskQueues.huggingface,
  together: taskQueues.storage,
  fireworks: taskQueues.storage,
  lora: taskQueues.storage,
};

/** How the workflow goes: settings of the flow. Which examples, and with which parameters, is in Postgres. */
export type FineTunePlan = {
  /** Whose task queue its activities go to. */
  provider: FineTuneProvider;
  pollSeconds: number;
  stuckAfterSeconds: number;
  /** Seconds that a provider's outage is waited out for. */
  patienceSeconds: number;
  /** Whether the avatar answers with the model as soon as it is there. */
  activateWhenDone: boolean;
};

/** What a workflow that has polled for long carries over when it continues as new. JSON, no texts. */
export type FineTuneCursor = {
  plan: FineTunePlan;
  paused: boolean;
  /** Whether we have paused the provider's job, and it has not gone on since. */
  heldAtProvider: boolean;
  /** Whether the owner has been told that the job is stuck; reset by its next event. */
  stuckReported: boolean;
};

/** Input of the workflow: IDs. */
export type FineTuneInput = {
  runId: string;
  userId: string;
  avatarId: string;
  /** Row in `avatar_fine_tune_jobs`. */
  jobId: string;
  /** 1 for the first execution; retries count up. A retry finds files and a provider job that exist already. */
  attempt: number;
  /** What whoever started it has just stored; asked of the database when left out. */
  plan?: FineTunePlan;
  cursor?: FineTuneCursor;
};

/** Result of the workflow. */
export type FineTuneResult = {
  status: 'completed' | 'failed' | 'cancelled';
  /** Whether the model was activated at the end. */
  activated: boolean;
};

/** What one look at the provider's job gives the workflow to decide by; everything else is in Postgres. */
export type FineTunePollResult = {
  /** `ended`: the job's row says how. */
  state: 'ongoing' | 'ended' | 'paused';
  outcome: 'succeeded' | 'failed' | 'cancelled' | null;
  /** Events that this look found and the ones before had not. */
  newEvents: number;
  /** 0–100, of the training. */
  percent: number;
  stuck: boolean;
  /** Whether what the provider reported last sounds like the end: then the job itself is looked at without delay. */
  endSuggested: boolean;
  /** Seconds until the next look where nothing is to be expected before; as planned when left out. */
  nextLookSeconds?: number;
};

/** What the workflow has heard of the provider's job before: what differs from it is news. */
export type FineTuneKnown = { percent: number; stuck: boolean };

const METADATA_KEY = 'understudy_job_id';
const MOST_SUFFIX_CHARACTERS = 64;

/**
 * What a provider's job carries so that it is found again when the answer to its creation was lost: metadata where the
 * provider has it, and the suffix of the model's name where it has not.
 *
 * @param label for people, such as `zega-anna`; letters, digits and dashes
 * @param attempt of the job; a retry makes another job there, which must not be taken for the first
 * @returns a suffix of at most 64 characters that ends with the last 12 digits of the job's ID, and the attempt from the
 *   second on
 */
export function providerJobMark(
  jobId: string,
  label: string,
  attempt = 1,
): { metadata: Record<typeof METADATA_KEY, string>; suffix: string } {
  const mark = attempt > 1 ? `${jobMarkOf(jobId)}-${String(attempt)}` : jobMarkOf(jobId);
  const room = MOST_SUFFIX_CHARACTERS - mark.length - 1;
  const name = label
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .slice(0, room)
    .replace(/^-+|-+$/g, '');
  return { metadata: { [METADATA_KEY]: jobId }, suffix: name === '' ? mark : `${name}-${mark}` };
}

/** Whether a job at a provider is ours, by what it carries: its metadata, or else the end of its suffix or model name. */
export function carriesJobMark(
  jobId: string,
  found: { metadata?: Readonly<Record<string, unknown>> | null; suffix?: string | null },
): boolean {
  const marked = found.metadata?.[METADATA_KEY];
  if (marked !== undefined) return marked === jobId;
  return found.suffix?.toLowerCase().includes(jobMarkOf(jobId)) ?? false;
}

/**
 * The attempt of our job that made a job at a provider without metadata, by its suffix or the name of its model, which may
 * go on with eight characters of the provider's own; null for a job that is not ours.
 */
export function attemptInMark(jobId: string, suffix: string): number | null {
  const match = new RegExp(`${jobMarkOf(jobId)}(?:-(\\d{1,4}))?(?:-[a-z0-9]{8})?$`, 'i').exec(suffix);
  return match === null ? null : Number(match[1] ?? 1);
}

/** The last 12 digits of a UUID are random in version 7; the first ones are the time, and alike for jobs of one moment. */
function jobMarkOf(jobId: string): string {
  return jobId.replaceAll('-', '').slice(-12).toLowerCase();
}
