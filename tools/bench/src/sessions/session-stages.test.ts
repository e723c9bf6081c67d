import type { RunEvent, RunEventType } from '@understudy/domain/runs/run-event';
import { trainingPhases } from '@understudy/domain/training-sessions/training-session-contract';
import { describe, expect, it } from 'vitest';
import { stagesOf } from './session-stages.ts';

const progress = { phase: '', completed: 0, total: 0, percent: 0, eta_seconds: null, message: '' };

function eventAt(ms: number, type: RunEventType, phase: string): RunEvent {
  return {
    run_id: '0198a000-0000-7000-8000-000000000001',
    sequence: 1,
    type,
    level: 'info',
    phase,
    message: '',
    data: {},
    status: 'running',
    progress,
    created_at: new Date(1_000 + ms).toISOString(),
  };
}

const phases = trainingPhases.flatMap((phase, index) => [
  eventAt(110 + index * 100, 'phase_started', phase),
  eventAt(130 + index * 100, phase === 'text_extraction' ? 'item_completed' : 'phase_completed', phase),
]);
const session = [
  eventAt(40, 'run_queued', 'upload_check'),
  ...phases,
  eventAt(700, 'run_completed', 'version'),
];

describe('stagesOf', () => {
  it('divides a session so that waiting and work of all parts add up to the whole', () => {
    const stages = stagesOf(session, 1_000);
    expect(stages.map(({ waitMs }) => waitMs)).toEqual([0, 70, 80, 80, 80, 80, 80, 70]);
    expect(stages.map(({ workMs }) => workMs)).toEqual([40, 20, 20, 20, 20, 20, 20, 0]);
  });

  it('refuses a session that left out a phase', () => {
    expect(() =>
      stagesOf(
        session.filter(({ phase }) => phase !== 'pattern_analysis'),
        1_000,
      ),
    ).toThrow(/no event/);
  });
});
