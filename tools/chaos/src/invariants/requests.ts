import type { Invariant } from './invariant.ts';

/** Every request of the load is right, and no fault is a reason to say otherwise. */
export const requestsAreAccepted: Invariant = {
  name: 'requests_accepted',
  title: 'no right request is turned down, and nothing is answered 500',
  check: ({ accepted, refused, serverErrors }) => {
    const violations = [
      ...refused.map(
        ({ kind, user, status, body }) => `${kind} of ${user}: ${String(status)} ${JSON.stringify(body)}`,
      ),
      ...serverErrors,
    ];
    return Promise.resolve({ checked: accepted.length + refused.length, violations });
  },
};

/** Asks everything once more under the same key. */
export const repeatsFindTheFirst: Invariant = {
  name: 'repeats_find_the_first',
  title: 'a request asked once more is answered with the same run',
  check: async ({ accepted, clientOf, owner }) => {
    const [before] = await owner`select count(*)::int as runs from runs`;
    const violations: string[] = [];
    for (const { user, request, runId, kind } of accepted) {
      const { status, body, location } = await clientOf(user).ask(request);
      if (status >= 300 || !`${location} ${JSON.stringify(body)}`.includes(runId))
        violations.push(`${kind} ${runId}: a repeat was answered ${String(status)} ${JSON.stringify(body)}`);
    }
    const [after] = await owner`select count(*)::int as runs from runs`;
    const more = Number(after?.['runs']) - Number(before?.['runs']);
    if (more > 0) violations.push(`${String(more)} runs were made by repeats`);
    return { checked: accepted.length, violations };
  },
};
