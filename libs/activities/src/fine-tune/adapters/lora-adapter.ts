import {
  ApplicationFailure,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { LoraHyperparameters, TrainLoraInput } from '@understudy/domain/lora/train-lora-input';
import { trainLoraResultSchema } from '@understudy/domain/lora/train-lora-input';
import {
  loraModelName,
  loraWorkflowId,
  trainLoraWorkflow,
  type LoraProgress,
} from '@understudy/domain/lora/train-lora-contract';
import { runMessages, taskQueues } from '@understudy/domain/runs/run-contract';
import type { ObjectStorage } from '../../storage/object-storage.ts';
import type { FineTuneAdapter, ProviderJob, ProviderJobRequest } from './fine-tune-adapter.ts';
import { readLoraEvents } from './lora-events.ts';
import { findWaiting, isMachineIdle, noMachineMessage, waitingEvent } from './lora-machines.ts';
import { deleteLoraModel, loraOutputPrefix } from './lora-objects.ts';

/** Steps between two checkpoints: a trainer that dies repeats at most these. */
const checkpointEverySteps = 20;

/**
 * Our own trainer: a job is the Temporal workflow `trainLora`, whose activity runs on any machine that serves the queue
 * `lora-training`. Files are read from object storage, so nothing is uploaded.
 */
export function createLoraAdapter({
  client,
  storage,
}: {
  client: Client;
  storage: ObjectStorage;
}): FineTuneAdapter {
  const handleOf = (jobId: string) => client.workflow.getHandle(loraWorkflowId(jobId));
  const describe = (jobId: string) => describeJob(client, handleOf(jobId), jobId);
  return {
    provider: 'lora',
    simulated: false,
    findFile: ({ storageKey }) => Promise.resolve(storageKey),
    upload: ({ storageKey }) => Promise.resolve(storageKey),
    deleteFile: () => Promise.resolve(),
    async findJobs(jobId) {
      const found = await unlessMissing(() => describe(jobId));
      return found === null ? [] : [found];
    },
    async create(request) {
      const handle = handleOf(request.jobId);
      try {
        await client.workflow.start(trainLoraWorkflow, {
          workflowId: handle.workflowId,
          taskQueue: taskQueues.orchestration,
          args: [inputOf(request)],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
          memo: { ...request.metadata },
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
      }
      return await describe(request.jobId);
    },
    async retrieve(jobId) {
      const found = await unlessMissing(() => describe(jobId));
      if (found !== null) return found;
      throw new UnderstudyError(
        'provider_model_unavailable',
        'The training is not there any more. Retry the job.',
      );
    },
    events: (jobId, known) => readLoraEvents(storage, jobId, known),
    checkpoints: () => Promise.resolve([]),
    resultText: () => Promise.resolve(null),
    cancel: async (jobId) => void (await unlessMissing(() => handleOf(jobId).cancel())),
    pause: (jobId) => steer(handleOf(jobId), runMessages.pause),
    resume: (jobId) => steer(handleOf(jobId), runMessages.resume),
    note: async () => ((await connected(() => isMachineIdle(client))) ? null : noMachineMessage),
    deleteModel: (jobId) => deleteLoraModel(storage, jobId),
    shutdownDate: () => Promise.resolve(null),
  };
}

function inputOf(request: ProviderJobRequest): TrainLoraInput {
  const { jobId, userId, baseModel, method, trainingFileId, validationFileId, seed } = request;
  return {
    jobId,
    userId,
    baseModel,
    method,
    trainingKey: trainingFileId,
    validationKey: validationFileId,
    outputPrefix: loraOutputPrefix(jobId),
    hyperparameters: toLoraHyperparameters(request),
    seed,
    checkpointEverySteps,
  };
}

/** What `auto` means for our trainer: common choices of LoRA training (TRL's and PEFT's documentation). */
function toLoraHyperparameters({ method, hyperparameters }: ProviderJobRequest): LoraHyperparameters {
  const { n_epochs, batch_size, learning_rate_multiplier, beta, lora_rank, max_length } = hyperparameters;
  const rank = lora_rank ?? 16;
  const rate = method === 'supervised' ? 2e-4 : 5e-6;
  return {
    epochs: n_epochs === 'auto' ? 3 : n_epochs,
    batchSize: batch_size === 'auto' ? 8 : batch_size,
    learningRate: rate * (learning_rate_multiplier === 'auto' ? 1 : learning_rate_multiplier),
    ...(typeof beta === 'number' ? { beta } : {}),
    rank,
    alpha: rank * 2,
    dropout: 0.05,
    maxLength: max_length ?? 2_048,
  };
}

async function describeJob(client: Client, handle: WorkflowHandle, jobId: string): Promise<ProviderJob> {
  const { status, memo, runId, raw } = await connected(() => handle.describe());
  const job: ProviderJob = {
    id: jobId,
    status: 'running',
    fineTunedModel: null,
    trainedTokens: null,
    estimatedFinish: null,
    error: null,
    resultFileIds: [],
    metadata: memo ?? null,
    suffix: null,
  };
  switch (status.name) {
    case 'COMPLETED': {
      const { trainedTokens } = trainLoraResultSchema.parse(await connected(() => handle.result()));
      return { ...job, status: 'succeeded', fineTunedModel: loraModelName(jobId), trainedTokens };
    }
    case 'CANCELLED':
      return { ...job, status: 'cancelled' };
    case 'FAILED':
    case 'TERMINATED':
    case 'TIMED_OUT':
      return { ...job, status: 'failed', error: await failureOf(handle) };
    default: {
      const waiting = findWaiting(raw.pendingActivities ?? []);
      if (waiting === undefined) return { ...job, status: await statusUnderWay(handle) };
      const isTaken = await connected(() => isMachineIdle(client));
      const news = isTaken ? [] : [waitingEvent(runId, waiting, new Date())];
      return { ...job, status: 'queued', news };
    }
  }
}

async function statusUnderWay(handle: WorkflowHandle): Promise<string> {
  try {
    const { phase, paused } = await handle.query<LoraProgress>(runMessages.progress);
    return paused ? 'paused' : phase === 'queued' ? 'queued' : 'running';
  } catch {
    // No worker answers queries at the moment; the training itself may well go on.
    return 'running';
  }
}

async function failureOf(handle: WorkflowHandle): Promise<ProviderJob['error']> {
  try {
    await handle.result();
    return null;
  } catch (error) {
    let cause = error instanceof WorkflowFailedError ? error.cause : undefined;
    while (cause?.cause instanceof Error) cause = cause.cause;
    const code = cause instanceof ApplicationFailure ? (cause.type ?? null) : null;
    return { code, message: cause?.message ?? 'The training was ended from outside.', param: null };
  }
}

async function steer(handle: WorkflowHandle, message: 'pause' | 'resume'): Promise<void> {
  await unlessMissing(() => handle.executeUpdate(message));
}

async function unlessMissing<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error instanceof UnderstudyError ? error : unavailable(error);
  }
}

async function connected<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof WorkflowNotFoundError || error instanceof WorkflowFailedError
      ? error
      : unavailable(error);
  }
}

const unavailable = (cause: unknown): UnderstudyError =>
  new UnderstudyError('orchestrator_unavailable', 'Temporal cannot be reached; it is tried again.', {
    cause,
  });
