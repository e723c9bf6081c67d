import type { Run } from '@understudy/domain/runs/run';
import { trainingPhases } from '@understudy/domain/training-sessions/training-session-contract';
import { describe, expect, it } from 'vitest';
import { phaseStates } from './phase-state.ts';

function run(part: Partial<Run>, phase = 'speaker_attribution'): Run {
  return {
    id: '0190f5fe-7c00-7a00-8000-000000000001',
    kind: 'training_session',
    status: 'running',
    title: 'Train Misty',
    avatar_id: null,
    subject_id: null,
    attempt: 1,
    simulated_provider: true,
    progress: { phase, completed: 0, total: 1, percent: 55, eta_seconds: null, message: '' },
    error: null,
    created_at: '2026-11-21T08:00:00.000Z',
    started_at: null,
    finished_at: null,
    links: { self: '', events: '', subject: null, temporal_ui: null },
    ...part,
  };
}

function states(of: Run): string[] {
  return phaseStates(of, trainingPhases).map(({ state }) => state);
}

describe('phaseStates', () => {
  it('has what is before the current phase done and what is after it waiting', () => {
    expect(states(run({}))).toEqual(['done', 'done', 'active', 'waiting', 'waiting', 'waiting']);
  });

  it('has nothing begun while the run is queued', () => {
    expect(states(run({ status: 'queued' }, 'upload_check'))).toEqual(Array(6).fill('waiting'));
  });

  it('marks the phase that the error names', () => {
    const error = { code: 'provider_key_rejected', message: '', phase: 'pattern_analysis' } as const;
    expect(states(run({ status: 'failed', error }))).toEqual([
      'done',
      'done',
      'done',
      'failed',
      'waiting',
      'waiting',
    ]);
  });

  it('has the current phase stopped while the run is paused and when it was cancelled', () => {
    expect(states(run({ status: 'paused' }))[2]).toBe('stopped');
    expect(states(run({ status: 'cancelled' }))[2]).toBe('stopped');
  });

  it('has everything done at the end, also when some files failed', () => {
    expect(states(run({ status: 'completed_with_errors' }, 'version'))).toEqual(Array(6).fill('done'));
  });
});
