import { taskQueues } from '@understudy/domain/runs/run-contract';

const { orchestration, openai, huggingface, storage } = taskQueues;

/** The task queues that this worker serves: all but `lora-training`, which apps/trainer serves. */
export const workerTaskQueues = [orchestration, openai, huggingface, storage] as const;
