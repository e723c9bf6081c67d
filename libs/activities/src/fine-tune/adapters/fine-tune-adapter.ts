import type { Hyperparameters } from '@understudy/domain/fine-tune/contracts/hyperparameters';
import type { TrainingInstructions } from '@understudy/domain/fine-tune/trl/training-instructions';
import type { FineTuneMethod, FineTuneProvider } from '@understudy/domain/fine-tune/fine-tune-provider';

/** A file that is handed to a provider; its content is on the local disk for as long as the call takes. */
export type FileForProvider = {
  /** Carries the job's mark, by which a copy is found whose upload was not written down. */
  fileName: string;
  path: string;
  sizeBytes: number;
  /** Key of the same content in object storage, for trainers that read there. */
  storageKey: string;
};

/** What a provider is asked to train. */
export type ProviderJobRequest = {
  jobId: string;
  userId: string;
  baseModel: string;
  method: FineTuneMethod;
  hyperparameters: Hyperparameters;
  seed: number;
  trainingFileId: string;
  validationFileId: string | null;
  /** Rows of the training file, by which epochs are chosen where nobody did. */
  trainingRows: number;
  /** Tokens of the training file, once; 0 where they were not counted. */
  trainingTokens: number;
  /** Ends with the job's mark; at most 64 characters. */
  suffix: string;
  metadata: Readonly<Record<string, string>>;
};

/** A job as the provider tells of it, in the provider's own words. */
export type ProviderJob = {
  id: string;
  status: string;
  fineTunedModel: string | null;
  trainedTokens: number | null;
  estimatedFinish: Date | null;
  error: { code: string | null; message: string; param: string | null } | null;
  resultFileIds: readonly string[];
  metadata: Readonly<Record<string, unknown>> | null;
  suffix: string | null;
  /** What the provider tells of the job beside its events, such as that it waits for a machine. */
  news?: readonly ProviderEvent[];
};

/** Something that the provider reports of a job. */
export type ProviderEvent = {
  id: string;
  occurredAt: Date;
  level: string;
  type: string;
  message: string;
  data: unknown;
};

/** A model that was kept on the way. */
export type ProviderCheckpoint = {
  id: string;
  occurredAt: Date;
  step: number;
  model: string | null;
  metrics: Readonly<Record<string, unknown>>;
};

/**
 * Who trains. Every call may fail with one of the `provider_…` codes; none is repeated inside. Calls that make something
 * are preceded by the one that looks whether it is there already.
 */
export type FineTuneAdapter = {
  provider: FineTuneProvider;
  simulated: boolean;
  findFile(file: FileForProvider, signal: AbortSignal): Promise<string | null>;
  upload(file: FileForProvider, signal: AbortSignal): Promise<string>;
  /** Deleting what is not there is no error. */
  deleteFile(providerFileId: string, signal: AbortSignal): Promise<void>;
  /** All jobs that may be this one, by its mark, newest first. */
  findJobs(jobId: string, signal: AbortSignal): Promise<ProviderJob[]>;
  create(request: ProviderJobRequest, signal: AbortSignal): Promise<ProviderJob>;
  retrieve(providerJobId: string, signal: AbortSignal): Promise<ProviderJob>;
  /** Events that are not in `known`, oldest first. */
  events(providerJobId: string, known: ReadonlySet<string>, signal: AbortSignal): Promise<ProviderEvent[]>;
  checkpoints(providerJobId: string, signal: AbortSignal): Promise<ProviderCheckpoint[]>;
  /** The text of a result file; null where the provider has none. */
  resultText(job: ProviderJob, signal: AbortSignal): Promise<string | null>;
  /** Cancelling what has ended is no error. */
  cancel(providerJobId: string, signal: AbortSignal): Promise<void>;
  pause(providerJobId: string, signal: AbortSignal): Promise<void>;
  resume(providerJobId: string, signal: AbortSignal): Promise<void>;
  /** What to know before a job is given to it, such as that nothing is there to train on; null or left out: nothing. */
  note?(): Promise<string | null>;
  /** How a person trains with what is there; only of providers that do not train by themselves. */
  instructions?(providerJobId: string): TrainingInstructions;
  /** Of these providers: whether there is such a model. An answer that does not come counts as yes. */
  hasModel?(model: string, signal: AbortSignal): Promise<boolean>;
  /** Deletes what a job has trained, for models that are kept here; left out for those that a provider keeps. */
  deleteModel?(jobId: string): Promise<void>;
  /** ISO 8601 date on which the provider shuts a model down, as far as it says so. */
  shutdownDate(model: string, signal: AbortSignal): Promise<string | null>;
};
