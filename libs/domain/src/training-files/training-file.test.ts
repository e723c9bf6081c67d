import { describe, expect, test } from 'vitest';
import { computeChecklist, type ChecklistFacts } from './quality-checklist.ts';
import { summariseQuality } from './quality-summary.ts';
import { balanceOf } from './scaffolding.ts';
import { conversationIdsSchema, createTrainingFileSchema } from './training-file.ts';

const good: ChecklistFacts = {
  conversations: 20,
  averageQuality: 3.5,
  scaffolding: {
    personas: { calm: 10, brisk: 10 },
    emotional_arcs: { doubt_to_trust: 12, calm_throughout: 8 },
    training_topics: { mortgage: 5, pension: 15 },
  },
  trainingPairs: 500,
  artefact: { jsonValid: true, jsonlPairs: 500, nullResponses: 0 },
};

function statusOf(code: string, changes: Partial<ChecklistFacts>): string | undefined {
  return computeChecklist({ ...good, ...changes }).find((item) => item.code === code)?.status;
}

describe('balanceOf', () => {
  test('is 1 for labels that are equally frequent, 0 for a single one', () => {
    expect(balanceOf({ a: 4, b: 4, c: 4 })).toMatchObject({ labels: 3, largest_share: 0.333, evenness: 1 });
    expect(balanceOf({ a: 9 })).toEqual({ labels: 1, largest: 'a', largest_share: 1, evenness: 0 });
    expect(balanceOf({})).toEqual({ labels: 0, largest: null, largest_share: 0, evenness: 0 });
  });

  test('is the entropy over that of as many equal labels', () => {
    const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
    expect(balanceOf({ a: 1, b: 3 }).evenness).toBeCloseTo(entropy / Math.log(2), 3);
  });
});

describe('the checklist', () => {
  test.each([
    ['conversation_count', { conversations: 10 }, 'passed'],
    ['conversation_count', { conversations: 9 }, 'failed'],
    ['quality_scores', {}, 'passed'],
    ['quality_scores', { averageQuality: 3.49 }, 'failed'],
    ['quality_scores', { averageQuality: null }, 'failed'],
    ['scaffolding_balance', {}, 'failed'],
    [
      'scaffolding_balance',
      { scaffolding: { ...good.scaffolding, training_topics: { mortgage: 8, pension: 12 } } },
      'passed',
    ],
    ['training_pairs', { trainingPairs: 100 }, 'passed'],
    ['training_pairs', { trainingPairs: 99 }, 'failed'],
    ['json_validation', {}, 'passed'],
    ['json_validation', { artefact: null }, 'pending'],
    ['jsonl_format', {}, 'passed'],
    ['jsonl_format', { artefact: { jsonValid: true, jsonlPairs: 500, nullResponses: 1 } }, 'failed'],
    ['manual_review', {}, 'manual'],
  ] as const)('judges %s of %o as %s', (code, changes, status) => {
    expect(statusOf(code, changes)).toBe(status);
  });

  test('makes a file ready when all that figures decide has passed', () => {
    const { personas } = good.scaffolding;
    const even = { personas, emotional_arcs: personas, training_topics: personas };
    expect(summariseQuality({ ...good, scaffolding: even })).toMatchObject({
      ready: true,
      average_pairs_per_conversation: 25,
    });
    expect(summariseQuality({ ...good, scaffolding: even, artefact: null }).ready).toBe(false);
  });
});

describe('a request for a training file', () => {
  const id = '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11';

  test('names each conversation once, however it is written', () => {
    const issues = conversationIdsSchema.safeParse([id, id.toUpperCase()]).error?.issues;
    expect(issues).toMatchObject([{ path: [1] }]);
    expect(issues?.[0]?.message).toContain('conversation_ids.0');
  });

  test.each([
    ['no name', { conversation_ids: [id] }, 'name'],
    ['a name of spaces', { name: '  ', conversation_ids: [id] }, 'name'],
    ['a name that is too long', { name: 'a'.repeat(201), conversation_ids: [id] }, 'name'],
    ['no conversation', { name: 'a', conversation_ids: [] }, 'conversation_ids'],
    ['an ID that is none', { name: 'a', conversation_ids: ['uuid-1'] }, 'conversation_ids.0'],
  ])('with %s is refused', (_case, body, field) => {
    const issues = createTrainingFileSchema.safeParse(body).error?.issues;
    expect(issues?.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});
