import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import { isMemberTimeout } from './ask-patiently.ts';
import type { Lane, MemberFailure } from './lane-state.ts';

/** Faults of an account or a model: asking it again for the next item is in vain. */
const lasting: ReadonlySet<ProblemCode> = new Set([
  'provider_key_rejected',
  'provider_quota_exhausted',
  'provider_model_unavailable',
]);

/** What a member of the ensemble gave, or why it gave nothing. */
export type MemberOutcome<Answer> =
  | { member: number; answer: Answer; failure: null }
  | { member: number; answer: null; failure: MemberFailure; error: UnderstudyError };

/**
 * Asks a member, and takes a failure of it as an answer: it is left out, and the run says so.
 *
 * @throws what is no fault of the member, such as the signal's reason or `LaneStopped`
 */
export async function attemptMember<Answer>(
  lane: Lane,
  member: number,
  ask: () => Promise<Answer>,
): Promise<MemberOutcome<Answer>> {
  const broken = lane.brokenMembers.get(member);
  if (broken !== undefined) {
    const error = new UnderstudyError(broken.code, broken.message);
    return { member, answer: null, failure: broken, error };
  }
  try {
    return { member, answer: await ask(), failure: null };
  } catch (error) {
    if (!(error instanceof UnderstudyError) || !error.code.startsWith('provider_')) throw error;
    const failure = { code: error.code, message: error.message };
    if (lasting.has(error.code)) lane.brokenMembers.set(member, failure);
    await noteFailure(lane, member, failure);
    return { member, answer: null, failure, error };
  }
}

/**
 * The error for which a whole attempt is not the item's fault, and the lane fails: nobody answered, and at least one
 * because its provider is down; or all because their accounts or models cannot be used. Undefined where the attempt
 * counts as one.
 */
export function faultOfAll(outcomes: readonly MemberOutcome<unknown>[]): UnderstudyError | undefined {
  const errors = outcomes.flatMap((outcome) => (outcome.failure === null ? [] : [outcome.error]));
  if (errors.length < outcomes.length) return undefined;
  const outage = errors.find((error) => error.code === 'provider_unavailable' && !isMemberTimeout(error));
  if (outage !== undefined) return outage;
  return errors.every(({ code }) => lasting.has(code)) ? errors[0] : undefined;
}

/** What an attempt is turned down for when no member wrote a story. */
export function reasonOfFailures(outcomes: readonly MemberOutcome<unknown>[]): {
  reason: RejectionReason;
  message: string;
} {
  const failures = outcomes.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  const has = (code: ProblemCode) => failures.some((failure) => failure.code === code);
  const message = [...new Set(failures.map((failure) => failure.message))].join(' ');
  if (has('provider_refused_content')) return { reason: 'refused', message };
  if (has('provider_answer_invalid')) return { reason: 'unusable_answer', message };
  return { reason: 'provider_failed', message };
}

/** Says in the run that a member is left out: once for each kind of failure in an attempt of the run. */
async function noteFailure(lane: Lane, member: number, failure: MemberFailure): Promise<void> {
  const { settings, dependencies, reference, notedFailures } = lane;
  const key = `${reference.attempt}:member:${member}:${failure.code}`;
  if (settings.ensemble.length === 1 || notedFailures.has(key)) return;
  notedFailures.add(key);
  const model = settings.ensemble[member]?.model ?? 'A model';
  const scope = lasting.has(failure.code) ? 'is left out from now on' : 'is left out where it fails';
  await dependencies.database.asUser(reference.userId, (tx) =>
    appendRunEvent(tx, {
      runId: reference.runId,
      type: 'note',
      level: 'warning',
      message: `${model} ${scope}: ${failure.message}`,
      data: { member, model, code: failure.code },
      key,
    }),
  );
}
