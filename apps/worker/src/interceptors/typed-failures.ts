import type { Database } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { problemDefinitions } from '@understudy/domain/errors/problem-code';
import { quotesProvider } from '@understudy/domain/errors/quotes-provider';
import { isFinal } from '@understudy/domain/errors/retry-rule';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Context } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import { z } from 'zod';

/** What every activity of a run is handed. */
const runReferenceSchema = z.object({ runId: z.uuid(), userId: z.string(), attempt: z.int() });
type RunReference = z.infer<typeof runReferenceSchema>;

/**
 * Turns what an activity throws into a failure that Temporal understands: with the stable code as its type, final or
 * not, and with the waiting time that a provider named. The sentence for people goes into the run's events, not into
 * Temporal: it may name files and speakers, and histories hold no personal text.
 */
export function typedFailures(database: Database, logger: Logger): ActivityInterceptorsFactory {
  return (context) => ({
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (thrown) {
          if (thrown instanceof CancelledFailure || context.cancellationSignal.aborted) {
            throw thrown instanceof CancelledFailure ? thrown : new CancelledFailure('Cancelled');
          }
          if (isHarmless(thrown)) throw thrown;
          const error = toUnderstudyError(thrown);
          const final = isFinal(error.code, context.info.attempt);
          logger.warn({ code: error.code, final, ...reasonOf(error, thrown) }, 'activity failed');
          const run = runReferenceSchema.safeParse(input.args[0]);
          if (run.success)
            await recordFailure(database, run.data, context, error, final).catch(() => undefined);
          throw toFailure(error, final);
        }
      },
    },
  });
}

/** Whether this is no failure at all, but a way of waiting: it says so itself. */
export const isHarmless = (thrown: unknown): boolean =>
  thrown instanceof ApplicationFailure && thrown.category === ApplicationFailureCategory.BENIGN;

const answeredSchema = z.object({ status: z.number() });

/** What the log says of a failure: everything, but of a provider's refusal the status only. */
function reasonOf({ code, cause }: UnderstudyError, thrown: unknown): Record<string, unknown> {
  if (!quotesProvider(code)) return { err: thrown };
  const answered = answeredSchema.safeParse(cause);
  return answered.success ? { provider_status: answered.data.status } : {};
}

function toUnderstudyError(thrown: unknown): UnderstudyError {
  if (thrown instanceof UnderstudyError) return thrown;
  return new UnderstudyError(
    'internal_error',
    'Something went wrong on our side. The log of the worker says more.',
    {
      cause: thrown,
    },
  );
}

function toFailure(error: UnderstudyError, final: boolean): ApplicationFailure {
  return ApplicationFailure.create({
    message: problemDefinitions[error.code].title,
    type: error.code,
    nonRetryable: final,
    ...(error.retryAfterMs === undefined ? {} : { nextRetryDelay: Math.ceil(error.retryAfterMs) }),
  });
}

async function recordFailure(
  database: Database,
  { runId, userId, attempt }: RunReference,
  context: Context,
  error: UnderstudyError,
  final: boolean,
): Promise<void> {
  const { activityType, activityId, attempt: activityAttempt } = context.info;
  await database.asUser(userId, (tx) =>
    appendRunEvent(tx, {
      runId,
      type: 'note',
      level: final ? 'error' : 'warning',
      message: final ? error.message : `${error.message} ${whenAgain(error)} (attempt ${activityAttempt})`,
      data: { code: error.code, activity: activityType },
      key: `${attempt}:${activityType}:${activityId}:failure:${activityAttempt}`,
      ...(final ? { update: { error: { code: error.code, message: error.message, phase: null } } } : {}),
    }),
  );
}

function whenAgain(error: UnderstudyError): string {
  if (error.retryAfterMs === undefined) return 'Trying again shortly.';
  return `Trying again in ${Math.ceil(error.retryAfterMs / 1000)} s, as it asked.`;
}
