import { expect, it } from 'vitest';
import { armTitle, ownChoice, requestedArm } from './arm-choice.ts';

it('leaves out what is the avatar’s own', () => {
  expect(requestedArm({ model: ownChoice, version: ownChoice })).toEqual({});
  expect(requestedArm({ model: 'job', version: ownChoice })).toEqual({ fine_tune_job_id: 'job' });
  expect(requestedArm({ model: ownChoice, version: 'two' })).toEqual({ prompt_version_id: 'two' });
});

it('names an arm by its model and version', () => {
  const arm = {
    model: 'ft:ash',
    fine_tune_job_id: 'job',
    prompt_version_id: 'two',
    prompt_version_number: 2,
  };
  expect(armTitle(arm)).toBe('ft:ash, version 2');
  expect(armTitle({ ...arm, model: null, prompt_version_id: null, prompt_version_number: null })).toBe(
    'The default model, the profile alone',
  );
});
