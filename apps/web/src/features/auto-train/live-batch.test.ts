import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { describe, expect, it } from 'vitest';
import type { BatchTotals } from './batch-news.ts';
import { bringForward } from './live-batch.ts';

const id = '0190f5fe-7c00-7a00-8000-000000000001';

function batch(counts: Partial<AutoTrainBatch['counts']>): AutoTrainBatch {
  return {
    id,
    run: {
      id,
      kind: 'auto_train_batch',
      status: 'running',
      title: '20 examples',
      avatar_id: null,
      subject_id: id,
      attempt: 1,
      simulated_provider: true,
      progress: { phase: 'generating', completed: 0, total: 20, percent: 30, eta_seconds: 9, message: '' },
      error: null,
      created_at: '2026-11-21T08:00:00.000Z',
      started_at: '2026-11-21T08:00:01.000Z',
      finished_at: null,
      links: { self: '', events: '', subject: null, temporal_ui: null },
    },
    seed: 1,
    genres: ['horror'],
    num_examples: 20,
    ensemble: [{ model: 'simulated', weight: 1 }],
    judge_model: null,
    concurrency: 8,
    store_in_memory: false,
    counts: { accepted: 0, rejected: 0, failed: 0, in_flight: 8, remaining: 12, ...counts },
    rejected_by_reason: {},
    genre_distribution: {},
    average_quality: 0,
    cost: {
      spent_usd: 0.01,
      reserved_usd: 0,
      max_cost_usd: null,
      tokens: 100,
      max_tokens: null,
      price_date: '2026-06-30',
    },
    throughput_per_minute: null,
    result: {
      total_requested: 20,
      successful: 0,
      failed: 0,
      genre_distribution: {},
      average_quality: 0,
      total_time: 0,
      stored_in_memory: false,
      training_stats: {
        training_examples: 0,
        examples_until_next_training: 50,
        custom_model_exists: false,
      },
      ready_for_finetuning: false,
    },
  };
}

function totals(changes: Partial<BatchTotals>): BatchTotals {
  return {
    accepted: 0,
    failed: 0,
    rejected: 0,
    spentUsd: 0,
    tokens: 0,
    percent: 0,
    etaSeconds: null,
    ...changes,
  };
}

describe('bringForward', () => {
  it('takes the counts of events that are ahead, and all counts still add up', () => {
    const { counts } = bringForward(batch({ accepted: 5 }), totals({ accepted: 13, failed: 1, rejected: 3 }));
    expect(counts).toEqual({ accepted: 13, failed: 1, rejected: 3, in_flight: 6, remaining: 0 });
  });

  it('keeps the answer when an old log is replayed over it', () => {
    const answer = batch({ accepted: 13, in_flight: 7, remaining: 0 });
    expect(bringForward(answer, totals({ accepted: 5, percent: 99 }))).toBe(answer);
  });

  it('follows a retry, in which what had failed is accepted', () => {
    const answer = batch({ accepted: 18, failed: 2, in_flight: 0, remaining: 0 });
    expect(bringForward(answer, totals({ accepted: 19, failed: 1 })).counts).toMatchObject({
      accepted: 19,
      failed: 1,
      remaining: 0,
    });
  });

  it('brings money and percent forward, and never back', () => {
    const ahead = bringForward(batch({}), totals({ accepted: 1, spentUsd: 0.5, tokens: 9, percent: 12 }));
    expect(ahead.cost).toMatchObject({ spent_usd: 0.5, tokens: 100 });
    expect(ahead.run.progress.percent).toBe(30);
  });
});
