/** Where each phase of a kind of run begins and ends, in percent of the whole run. */
export type PhaseSpans<Phase extends string> = Record<Phase, readonly [from: number, to: number]>;

/** Percent of the whole run, 0–100 to one decimal, when `completed` of `total` of a phase are done. */
export function percentOfPhase<Phase extends string>(
  spans: PhaseSpans<Phase>,
  phase: Phase,
  completed: number,
  total: number,
): number {
  const [from, to] = spans[phase];
  const share = total === 0 ? 0 : Math.min(1, Math.max(0, completed / total));
  return Math.round((from + (to - from) * share) * 10) / 10;
}
