import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import { findingCodeSchema } from '@understudy/domain/training-center/quality/finding';
import { and, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';

const { content } = examples;

/** An example of texts alone is one question and one answer. */
const turns = sql<number>`coalesce(
  jsonb_array_length(${content}->'messages') + coalesce(jsonb_array_length(${content}->'chosen'), 0), 2)`;

const hasTools = sql<boolean>`coalesce(
  ${content} ? 'tools' or jsonb_path_exists(${content}, '$.*[*].tool_calls'), false)`;

const itemColumns = {
  id: examples.id,
  instruction: examples.instruction,
  context: examples.context,
  response: examples.response,
  rejectedResponse: examples.rejectedResponse,
  kind: examples.kind,
  turns,
  hasTools,
  avatarId: examples.avatarId,
  patternType: examples.patternType,
  genre: examples.genre,
  qualityScore: examples.qualityScore,
  source: examples.source,
  importId: examples.importId,
  timesUsed: examples.timesUsed,
  findingCodes: examples.findingCodes,
  createdAt: examples.createdAt,
};

const findingsSchema = z.array(findingCodeSchema);

/** Where an example stands in the whole list of its scope. */
export type PlacedId = { id: string; index: number };

/** The examples with these IDs as lists show them, in the order of the IDs; those that are gone are left out. */
export async function loadExampleItems(
  tx: Transaction,
  placed: readonly PlacedId[],
): Promise<TrainingExampleItem[]> {
  if (placed.length === 0) return [];
  const ids = placed.map(({ id }) => id);
  const rows = await selectItems(tx, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return placed.flatMap(({ id, index }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toItem(row, index)];
  });
}

function selectItems(tx: Transaction, ids: readonly string[]) {
  return tx
    .select(itemColumns)
    .from(examples)
    .where(and(mine(examples), inArray(examples.id, [...ids])));
}

type ItemRow = Awaited<ReturnType<typeof selectItems>>[number];

function toItem(row: ItemRow, index: number): TrainingExampleItem {
  return {
    index,
    id: row.id,
    instruction: row.instruction,
    context: row.context,
    response: row.response,
    rejected_response: row.rejectedResponse,
    kind: row.kind,
    turns: row.turns,
    has_tools: row.hasTools,
    avatar_id: row.avatarId,
    pattern_type: row.patternType,
    genre: row.genre,
    quality_score: row.qualityScore,
    source: row.source,
    import_id: row.importId,
    times_used: row.timesUsed,
    findings: findingsSchema.parse(row.findingCodes),
    created_at: row.createdAt.toISOString(),
  };
}
