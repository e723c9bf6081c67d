import {
  runMessages,
  searchAttributes,
  type PauseState,
  type WorkflowProgress,
} from '@understudy/domain/runs/run-contract';
import type { RunStatus } from '@understudy/domain/runs/run';
import { defineSearchAttributeKey } from '@temporalio/common';
import {
  condition,
  defineQuery,
  defineUpdate,
  patched,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';

const phaseKey = defineSearchAttributeKey(searchAttributes.phase, 'KEYWORD');

/** Update: start nothing new. Repeating it changes nothing. */
export const pauseUpdate = defineUpdate<PauseState>(runMessages.pause);
/** Update: go on. Repeating it changes nothing. */
export const resumeUpdate = defineUpdate<PauseState>(runMessages.resume);
/** Query: how far the run is. */
export const progressQuery = defineQuery<WorkflowProgress>(runMessages.progress);

/** What a run waits for that no phase tells. */
export type WaitingReason = 'paused' | 'budget_paused' | 'stuck';

/** What every kind of run needs to be steered and watched. */
export type RunControl<Phase extends string> = {
  /** Waits while paused, then enters a phase: search attribute, details for Temporal's UI, progress. */
  enter(phase: Phase, total?: number): Promise<void>;
  /** Enters a phase at once, paused or not: one that goes on elsewhere, and has to be paused there. */
  enterAtOnce(phase: Phase, total?: number): void;
  /** Notes how many items of the phase are done. */
  advance(completed: number): void;
  /** Whether nothing new is to be started. */
  isPaused(): boolean;
  /** Pauses as the `pause` update does; the caller writes it down. */
  holdUntilResumed(): void;
  /** Notes for operators how the run ended. */
  ended(status: RunStatus): void;
  /** Returns at once unless paused; then when resumed. */
  whileNotPaused(): Promise<void>;
  /** Shows operators, in place of the phase, what a run waits for; null for the phase again. */
  showWaiting(reason: WaitingReason | null): void;
};

/** Registers the messages of a run's workflow. Call it first, before anything is awaited. */
export function controlRun<Phase extends string>(options: {
  titles: Record<Phase, string>;
  percent: (phase: Phase, completed: number, total: number) => number;
  recordPause: (paused: boolean) => Promise<void>;
  /** Whether the execution before was paused when it continued as new. */
  paused?: boolean;
}): RunControl<Phase> {
  let paused = options.paused ?? false;
  let current: Phase | null = null;
  let progress: WorkflowProgress = { phase: 'queued', completed: 0, total: 0, percent: 0, paused };

  const setPaused = async (next: boolean): Promise<PauseState> => {
    if (paused !== next) {
      paused = next;
      describe();
      showWaiting(next ? 'paused' : null);
      await options.recordPause(next);
    }
    return { paused };
  };
  const describe = () => {
    const title = current === null ? progress.phase : options.titles[current];
    setCurrentDetails(`**${title}** · ${progress.percent} %${paused ? ' · paused' : ''}`);
  };

  const showWaiting = (reason: WaitingReason | null) => {
    // Executions from before this release end as they would have.
    if (!patched('phase-shows-waiting')) return;
    upsertSearchAttributes([{ key: phaseKey, value: reason ?? progress.phase }]);
  };

  setHandler(pauseUpdate, () => setPaused(true));
  setHandler(resumeUpdate, () => setPaused(false));
  setHandler(progressQuery, () => ({ ...progress, paused }));

  const whileNotPaused = () => condition(() => !paused);
  const enterAtOnce = (phase: Phase, total = 1) => {
    current = phase;
    progress = { phase, completed: 0, total, percent: options.percent(phase, 0, total), paused };
    upsertSearchAttributes([{ key: phaseKey, value: paused ? 'paused' : phase }]);
    describe();
  };
  return {
    whileNotPaused,
    enterAtOnce,
    isPaused: () => paused,
    holdUntilResumed() {
      paused = true;
      describe();
      showWaiting('budget_paused');
    },
    showWaiting,
    advance(completed) {
      if (current === null) return;
      progress = { ...progress, completed, percent: options.percent(current, completed, progress.total) };
      describe();
    },
    ended(status) {
      upsertSearchAttributes([{ key: phaseKey, value: status }]);
      setCurrentDetails(`**${status.replaceAll('_', ' ')}**`);
    },
    async enter(phase, total) {
      await whileNotPaused();
      enterAtOnce(phase, total);
    },
  };
}
