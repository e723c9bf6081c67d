import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fineTuneProviders } from '../fine-tune-provider.ts';
import { fineTuneStatuses, isFineTuneEnded } from '../fine-tune-status.ts';
import { actionsOf } from '../job-actions.ts';
import { statusOfProvider } from './provider-status.ts';
import { isStuck, stuckAdvice } from './stuck.ts';
import { percentOfTraining, readStepMessage } from './training-progress.ts';

describe('a provider’s status', () => {
  it.each([
    ['openai', 'validating_files', 'validating_files'],
    ['openai', 'pausing', 'paused'],
    ['openai', 'canceled', 'cancelled'],
    ['together', 'compressing', 'running'],
    ['together', 'user_error', 'failed'],
    ['together', 'cancel_requested', 'cancelling'],
    ['fireworks', 'JOB_STATE_EARLY_STOPPED', 'succeeded'],
    ['fireworks', 'JOB_STATE_WRITING_RESULTS', 'running'],
    ['lora', 'succeeded', 'succeeded'],
    ['huggingface', 'awaiting_model', 'awaiting_model'],
  ] as const)('of %s, %s, is %s', (provider, word, status) => {
    expect(statusOfProvider(provider, word)).toEqual({ status, known: true });
  });

  it('that is not known is not an end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fineTuneProviders),
        fc.stringMatching(/^x[a-z_]*$/),
        (provider, word) => {
          expect(statusOfProvider(provider, word)).toEqual({ status: 'running', known: false });
        },
      ),
    );
  });
});

describe('a stuck job', () => {
  const hours = (count: number) => count * 3_600_000;
  const silence = { status: 'running', lastEventAtMs: 0, stuckAfterSeconds: 7_200 } as const;

  it('is one without an event for two hours', () => {
    expect(isStuck({ ...silence, nowMs: hours(2) })).toBe(true);
    expect(isStuck({ ...silence, nowMs: hours(2) - 1 })).toBe(false);
  });

  it('is none that waits for a person, or has ended', () => {
    for (const status of ['paused', 'awaiting_model', 'succeeded', 'failed'] as const)
      expect(isStuck({ ...silence, status, nowMs: hours(99) })).toBe(false);
    expect(stuckAdvice('OpenAI', hours(2))).toContain('nothing for 2 hours');
  });
});

describe('progress', () => {
  it('is by steps, or tokens, or what else is known', () => {
    expect(percentOfTraining('running', { step: 25, totalSteps: 200, providerPercent: 90 })).toBe(12.5);
    expect(percentOfTraining('running', { step: 25, trainedTokens: 1, expectedTokens: 3 })).toBe(33.3);
    expect(percentOfTraining('running', { providerPercent: 40, epochsCompleted: 1, epochs: 2 })).toBe(40);
    expect(percentOfTraining('running', { epochsCompleted: 1, epochs: 2 })).toBe(50);
    expect(percentOfTraining('running', { startedAtMs: 0, estimatedFinishMs: 100, nowMs: 20 })).toBe(20);
    expect(percentOfTraining('queued', {})).toBe(0);
  });

  it('never runs back, is 100 at the end alone, and stays between 0 and 100', () => {
    const figure = fc.option(fc.double({ noNaN: true, min: -10, max: 1_000 }), { nil: null });
    const evidence = fc.record({ step: figure, totalSteps: figure, providerPercent: figure });
    const before = fc.double({ min: 0, max: 99, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...fineTuneStatuses), evidence, before, (status, found, last) => {
        const percent = percentOfTraining(status, found, last);
        expect(percent).toBeGreaterThanOrEqual(last);
        expect(percent === 100).toBe(status === 'succeeded');
        expect(percent).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('is read off the words of an event', () => {
    expect(readStepMessage('Step 12/90: training loss=0.53, validation loss=0.61')).toEqual({
      step: 12,
      totalSteps: 90,
    });
    expect(readStepMessage('Step 3 of 39: training loss 5.8579')).toEqual({ step: 3, totalSteps: 39 });
    expect(readStepMessage('The job has been queued.')).toBeNull();
  });
});

describe('what can be done with a job', () => {
  const job = {
    provider: 'openai',
    provider_job_id: 'ftjob-1',
    fine_tuned_model: null,
    is_active: false,
  } as const;

  it('depends on where it stands', () => {
    expect(actionsOf({ ...job, status: 'running' })).toEqual(['cancel', 'pause']);
    expect(actionsOf({ ...job, status: 'running', provider: 'together' })).toEqual(['cancel']);
    expect(actionsOf({ ...job, status: 'preparing', provider: 'together', provider_job_id: null })).toContain(
      'pause',
    );
    expect(actionsOf({ ...job, status: 'paused' })).toEqual(['cancel', 'resume']);
    expect(actionsOf({ ...job, status: 'failed' })).toEqual(['retry']);
    expect(actionsOf({ ...job, status: 'awaiting_model' })).toEqual(['cancel', 'name_model']);
    expect(actionsOf({ ...job, status: 'succeeded', fine_tuned_model: 'ft:x' })).toEqual(['activate']);
    expect(actionsOf({ ...job, status: 'succeeded', fine_tuned_model: 'ft:x', is_active: true })).toEqual([]);
  });

  it('includes cancelling until it has ended', () => {
    for (const status of fineTuneStatuses)
      expect(actionsOf({ ...job, status }).includes('cancel')).toBe(
        !isFineTuneEnded(status) && status !== 'cancelling',
      );
  });
});
