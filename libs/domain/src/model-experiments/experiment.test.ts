import { describe, expect, it } from 'vitest';
import { plannedRatingsPerArm } from '../fine-tune/ab-test/compare-arms.ts';
import { conversationKey } from './conversation-key.ts';
import { startExperimentSchema } from './experiment.ts';
import { experimentResult } from './experiment-result.ts';

describe('the result of an experiment', () => {
  it('says how many ratings are missing while there are too few', () => {
    const { verdict, comparison, liked } = experimentResult([0, 0, 0, 2, 1], [0, 0, 0, 0, 0]);
    const [a, b] = [plannedRatingsPerArm - 3, plannedRatingsPerArm];
    expect(verdict).toBe(`Too few ratings yet: A needs ${String(a)} more, B needs ${String(b)} more.`);
    expect(comparison).toMatchObject({ state: 'collecting', better: null, p_value: null });
    expect(liked).toEqual({ a: 1, b: null, p_value: null });
  });

  it('names the better arm when both have enough, with means and shares', () => {
    const n = plannedRatingsPerArm;
    const { verdict, comparison, liked } = experimentResult([n / 2, 0, n / 2, 0, 0], [0, 0, 0, n / 2, n / 2]);
    expect(comparison).toMatchObject({ better: 'b', a: { average: 2 }, b: { average: 4.5 } });
    expect(verdict).toMatch(/^B is rated higher/);
    expect(liked).toMatchObject({ a: 0, b: 1 });
    expect(liked.p_value).toBeLessThan(0.001);
  });

  it('does not make a difference out of chance', () => {
    const n = plannedRatingsPerArm / 2;
    const { verdict } = experimentResult([0, 0, n, n, 0], [0, 0, n - 1, n + 1, 0]);
    expect(verdict).toMatch(/^No difference can be shown/);
  });
});

describe('a conversation', () => {
  it('is known by its ID, or else by how it began', () => {
    const first = { message: 'Hey', history: [] };
    const later = { message: 'And now?', history: [{ role: 'user' as const, content: 'Hey' }] };
    expect(conversationKey(later)).toBe(conversationKey(first));
    const id = '0198a000-0000-7000-8000-000000000001';
    expect(conversationKey({ ...later, conversation_id: id })).toBe(id);
  });
});

describe('the request', () => {
  it('takes one model for an arm', () => {
    const id = '0198a000-0000-7000-8000-000000000001';
    expect(startExperimentSchema.safeParse({ name: 'x', b: { fine_tune_job_id: id } }).success).toBe(true);
    const both = { fine_tune_job_id: id, base_model: 'gpt-4o' };
    expect(startExperimentSchema.safeParse({ name: 'x', b: both }).success).toBe(false);
  });
});
