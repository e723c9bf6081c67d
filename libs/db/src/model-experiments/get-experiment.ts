import { experimentResult } from '@understudy/domain/model-experiments/experiment-result';
import { experimentArmSchema, type Experiment } from '@understudy/domain/model-experiments/experiment';
import type { Page } from '@understudy/domain/http/page';
import { and, desc, eq, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { modelExperiments } from '../schema/model-experiments.ts';
import { countArms, type ArmCounts } from './count-arms.ts';

type Row = typeof modelExperiments.$inferSelect;

/**
 * An experiment with its result so far.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getExperiment(tx: Transaction, experimentId: string): Promise<Experiment> {
  const rows = await selectExperiments(tx, eq(modelExperiments.id, experimentId));
  const row = firstOrNotFound(rows, 'experiment', experimentId);
  return toExperiment(row, await countArms(tx, [row.id]));
}

/** A page of an avatar's experiments, newest first. */
export async function listExperiments(
  tx: Transaction,
  avatarId: string,
  page: PageRequest,
): Promise<Page<Experiment>> {
  const condition = and(eq(modelExperiments.avatarId, avatarId), olderThanCursor(modelExperiments.id, page));
  const rows = await selectExperiments(tx, condition)
    .orderBy(desc(modelExperiments.id))
    .limit(page.limit + 1);
  const counts = await countArms(
    tx,
    rows.map(({ id }) => id),
  );
  return toPage(rows, page, (row) => toExperiment(row, counts));
}

function selectExperiments(tx: Transaction, condition: SQL | undefined) {
  return tx
    .select()
    .from(modelExperiments)
    .where(and(mine(modelExperiments), condition));
}

function toExperiment(row: Row, counts: readonly ArmCounts[]): Experiment {
  const countsOf = (arm: 'a' | 'b') =>
    counts.find(({ experimentId, arm: of }) => experimentId === row.id && of === arm) ?? noCounts;
  const [a, b] = [countsOf('a'), countsOf('b')];
  return {
    id: row.id,
    avatar_id: row.avatarId,
    name: row.name,
    status: row.status,
    share_of_b: Math.round(row.shareOfB * 1e6) / 1e6,
    a: experimentArmSchema.parse(row.armA),
    b: experimentArmSchema.parse(row.armB),
    messages: {
      a: { messages: a.messages, fallbacks: a.fallbacks },
      b: { messages: b.messages, fallbacks: b.fallbacks },
    },
    ...experimentResult(a.ratings, b.ratings),
    winner: row.winner,
    created_at: row.createdAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
  };
}

const noCounts = { messages: 0, fallbacks: 0, ratings: [0, 0, 0, 0, 0] };
