import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import { isMemberTimeout } from './ask-patiently.ts';
import type { Lane, MemberFailure, Seat } from './lane-state.ts';

/** Faults of an account or a model: asking it again for the next item is in vain. */
const lasting: ReadonlySet<ProblemCode> = new Set([
  'provider_key_rejected',
  'provider_quota_exhausted',
  'provider_model_unavailable',
]);

type SeatOutcome<Answer> =
  { answer: Answer; failure: null } | { answer: null; failure: MemberFailure; error: UnderstudyError };

/** What a member of the ensemble gave, or why it gave nothing. */
export type MemberOutcome<Answer> = { member: number } & SeatOutcome<Answer>;

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
  return { member, ...(await attemptSeat(lane, member, ask)) };
}

/**
 * Asks the judge, as `attemptMember` a member: where it fails, there is no judgement, and the run says so.
 *
 * @throws as `attemptMember`
 */
export async function attemptJudge<Answer>(lane: Lane, ask: () => Promise<Answer>): Promise<Answer | null> {
  return (await attemptSeat(lane, 'judge', ask)).answer;
}

async function attemptSeat<Answer>(
  lane: Lane,
  seat: Seat,
  ask: () => Promise<Answer>,
): Promise<SeatOutcome<Answer>> {
  const broken = lane.brokenSeats.get(seat);
  if (broken !== undefined) {
    const error = new UnderstudyError(broken.code, broken.message);
    return { answer: null, failure: broken, error };
  }
  try {
    return { answer: await ask(), failure: null };
  } catch (error) {
    if (!(error instanceof UnderstudyError) || !error.code.startsWith('provider_')) throw error;
    const failure = { code: error.code, message: error.message };
    if (lasting.has(error.code)) lane.brokenSeats.set(seat, failure);
    await noteFailure(lane, seat, failure);
    return { answer: null, failure, error };
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

/** Says in the run who is left out: once for each kind of failure in an attempt of the run. */
async function noteFailure(lane: Lane, seat: Seat, failure: MemberFailure): Promise<void> {
  const { settings, dependencies, reference, notedFailures } = lane;
  const isJudge = seat === 'judge';
  const key = `${reference.attempt}:${isJudge ? seat : `member:${seat}`}:${failure.code}`;
  // Of a member that writes alone its items say it.
  if ((!isJudge && settings.ensemble.length === 1) || notedFailures.has(key)) return;
  notedFailures.add(key);
  const model = (isJudge ? settings.judgeModel : settings.ensemble[seat]?.model) ?? 'A model';
  const scope = lasting.has(failure.code) ? 'is left out from now on' : 'is left out where it fails';
  const who = isJudge ? `The judge ${model} ${scope}, and the rule decides alone` : `${model} ${scope}`;
  await dependencies.database.asUser(reference.userId, (tx) =>
    appendRunEvent(tx, {
      runId: reference.runId,
      type: 'note',
      level: 'warning',
      message: `${who}: ${failure.message}`,
      data: { ...(isJudge ? { role: seat } : { member: seat }), model, code: failure.code },
      key,
    }),
  );
}
