import {
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
} from '@temporalio/client';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';

/** Whether Temporal does not know a workflow, or knows it as closed. */
export function isWorkflowGone(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError;
}

/** Whether a workflow did not answer in time. Temporal itself may be the one who did not. */
export function isUpdateTimeout(error: unknown): boolean {
  return error instanceof WorkflowUpdateRPCTimeoutOrCancelledError;
}

/** What an error of Temporal's client means to whoever asked. Errors of other origin are handed back as they are. */
export function toSteeringError(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const reason = error.cause?.message ?? 'The run does not allow this now.';
    return new UnderstudyError('conflict', reason, { cause: error });
  }
  if (error instanceof ServiceError || isGrpcServiceError(error)) return orchestratorUnavailable(error);
  return error;
}

/** Temporal's server cannot be reached, or does not answer. */
export function orchestratorUnavailable(cause: unknown): UnderstudyError {
  return new UnderstudyError(
    'orchestrator_unavailable',
    'Temporal cannot be reached. Try again in a moment.',
    {
      cause,
    },
  );
}

/** Temporal's server is there, but no worker takes the work. */
export function workerUnavailable(cause: unknown): UnderstudyError {
  return new UnderstudyError(
    'worker_unavailable',
    'No worker answered within 5 seconds. The run is safe; check that the worker is running, then try again.',
    { cause },
  );
}
