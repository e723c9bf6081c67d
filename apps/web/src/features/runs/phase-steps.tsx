import { Loader, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconPlayerPause, IconX } from '@tabler/icons-react';
import type { Run } from '@understudy/domain/runs/run';
import { phaseStates, type PhaseState } from './phase-state.ts';
import classes from './phase-steps.module.css';

const spoken: Record<PhaseState, string> = {
  waiting: 'not begun',
  active: 'in progress',
  done: 'done',
  failed: 'failed',
  stopped: 'stopped',
};

function Sign({ state, number }: { state: PhaseState; number: number }) {
  if (state === 'done') return <IconCheck size={15} stroke={2.6} />;
  if (state === 'failed') return <IconX size={15} stroke={2.6} />;
  if (state === 'stopped') return <IconPlayerPause size={14} stroke={2.2} />;
  if (state === 'active') return <Loader size={15} color="currentColor" />;
  return <>{number}</>;
}

type PhaseStepsProps<Phase extends string> = {
  run: Run;
  /** In their order. */
  phases: readonly Phase[];
  titles: Record<Phase, string>;
};

/** The phases of a run, with the one it is in. */
export function PhaseSteps<Phase extends string>({ run, phases, titles }: PhaseStepsProps<Phase>) {
  return (
    <ol className={classes.steps} aria-label="Phases">
      {phaseStates(run, phases).map(({ phase, state }, index) => (
        <li
          key={phase}
          className={classes.step}
          data-state={state}
          aria-current={state === 'active' ? 'step' : undefined}
        >
          <span className={classes.sign} aria-hidden>
            <Sign state={state} number={index + 1} />
          </span>
          <span className={classes.title}>
            {titles[phase]}
            <VisuallyHidden>, {spoken[state]}</VisuallyHidden>
          </span>
        </li>
      ))}
    </ol>
  );
}
