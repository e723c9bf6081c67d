import { isEnded, type Run } from '@understudy/domain/runs/run';

/** Where a phase of a run stands. */
export type PhaseState = 'waiting' | 'active' | 'done' | 'failed' | 'stopped';

/**
 * The state of every phase, in their order, as told by the run.
 *
 * @param phases of this kind of run, in their order
 */
export function phaseStates<Phase extends string>(
  run: Run,
  phases: readonly Phase[],
): { phase: Phase; state: PhaseState }[] {
  const finished = run.status === 'completed' || run.status === 'completed_with_errors';
  const named = run.status === 'failed' ? (run.error?.phase ?? run.progress.phase) : run.progress.phase;
  const current = phases.findIndex((phase) => phase === named);
  return phases.map((phase, index) => {
    if (finished || index < current) return { phase, state: 'done' };
    if (index > current) return { phase, state: 'waiting' };
    return { phase, state: stateOfCurrent(run) };
  });
}

function stateOfCurrent(run: Run): PhaseState {
  if (run.status === 'failed') return 'failed';
  if (isEnded(run.status) || run.status === 'paused' || run.status === 'budget_paused') return 'stopped';
  return run.status === 'queued' ? 'waiting' : 'active';
}
