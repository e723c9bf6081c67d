import type { InjectedFault } from '../faults/fault.ts';
import type { RecordedCall } from '../observe/provider-call-recorder.ts';
import type { Invariant } from './invariant.ts';

const isPaid = ({ method, path }: RecordedCall): boolean =>
  method === 'POST' && /\/(chat\/completions|embeddings|responses)$/.test(path);

/** Milliseconds for which an answer may be on its way into the database: written in groups, on a machine that is busy. */
const untilRecordedMs = 3_000;

/**
 * Milliseconds for which two attempts can be at the same work after heartbeats were lost: the heartbeat timeout, after which
 * Temporal gives the work to the second one, and a second until the first one's next heartbeat tells it so.
 */
const twoAttemptsMs = 6_000;

/**
 * Answers that were given are recorded and never asked for again. What was under way when something broke may be: then
 * nobody can know whether there was an answer.
 */
export const paidCallsAreNotRepeated: Invariant = {
  name: 'paid_calls_once',
  title: 'no answer is paid for twice, but for calls under way when something broke',
  check: ({ calls, faults }) => {
    const paid = calls.filter(isPaid);
    const disturbing = faults.filter(canLoseAnswers);
    const sameRequest = Map.groupBy(
      paid,
      ({ request_digest: digest, id, life }) => digest ?? `${life}:${id}`,
    );
    const violations = [...sameRequest.values()].flatMap((same) => {
      const answered = same.filter(({ completed, status }) => completed && status === 200);
      const inOrder = answered.toSorted((one, other) => one.at.localeCompare(other.at));
      return inOrder
        .slice(0, -1)
        .filter((call) => !disturbing.some((fault) => wasUnderWay(call, fault)))
        .map(
          ({ at, path, schema, request_digest: digest }) =>
            `${path} (${schema ?? 'no schema'}, ${String(digest).slice(0, 12)}) was answered at ${at}, and asked for again`,
        );
    });
    return Promise.resolve({ checked: paid.length, violations });
  },
};

/** Whether a fault is of what stands between the provider's answer and its row. */
function canLoseAnswers({ kind, target }: InjectedFault): boolean {
  if (kind === 'storage') return false;
  return kind === 'kill' ? target !== 'api' : target.startsWith('worker');
}

/** Whether a fault keeps heartbeats of a worker that lives from Temporal. */
function losesHeartbeats({ kind, target }: InjectedFault): boolean {
  return kind === 'freeze' || target === 'temporal' || target === 'worker – temporal';
}

function wasUnderWay({ at, duration_ms: duration }: RecordedCall, fault: InjectedFault): boolean {
  const arrived = Date.parse(at);
  const until = fault.until + (losesHeartbeats(fault) ? twoAttemptsMs : 0);
  return arrived <= until && arrived + (duration ?? 0) + untilRecordedMs >= fault.from;
}

/** Calls that were made again: how many, and how many were under way at the faults at most. */
export function countPaidCalls(calls: readonly RecordedCall[]): { paid: number; repeated: number } {
  const answered = calls.filter((call) => isPaid(call) && call.completed && call.status === 200);
  const digests = new Set(answered.map(({ request_digest: digest }) => digest));
  return { paid: answered.length, repeated: answered.length - digests.size };
}
