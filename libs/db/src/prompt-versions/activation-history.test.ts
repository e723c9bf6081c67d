import { expect, it } from 'vitest';
import { versionToRollBackTo, type Activation } from './activation-history.ts';

/** `+1` activates version 1, `-1` deactivates it, `<1` rolls back to it. */
function history(...steps: string[]): Activation[] {
  const actions = { '+': 'activated', '-': 'deactivated', '<': 'rolled_back' } as const;
  return steps.map((step) => {
    const [sign = '', promptVersionId = ''] = step;
    if (sign !== '+' && sign !== '-' && sign !== '<') throw new Error(`No such step: ${step}`);
    return { action: actions[sign], promptVersionId };
  });
}

it.each([
  { steps: [], active: null, target: null, name: 'nothing where nothing has been active' },
  { steps: ['+1'], active: '1', target: null, name: 'nothing where only the active one has been' },
  { steps: ['+1', '+2'], active: '2', target: '1', name: 'the one before' },
  { steps: ['+1', '+2', '+3', '<2'], active: '2', target: '1', name: 'further back the second time' },
  { steps: ['+1', '+2', '+3', '<1'], active: '1', target: null, name: 'nothing before the first one' },
  { steps: ['+1', '+2', '-2'], active: null, target: '2', name: 'the last one where none is active' },
  { steps: ['+1', '-1', '+1'], active: '1', target: null, name: 'no version twice in a row' },
  { steps: ['+1', '+2', '+1'], active: '1', target: '2', name: 'a version that was active in between' },
  {
    steps: ['+1', '+2', '+3', '<2', '+4'],
    active: '4',
    target: '2',
    name: 'the one active before, after a rollback',
  },
  { steps: ['+1', '<3'], active: '3', target: '1', name: 'the one before a version chosen out of turn' },
])('goes back to $name: $steps', ({ steps, active, target }) => {
  expect(versionToRollBackTo(history(...steps), active)).toBe(target);
});
