import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { autoTrainBatches } from '../schema/auto-train.ts';
import { settingsColumns, toAutoTrainSettings, type AutoTrainSettings } from './auto-train-settings.ts';

/**
 * What a batch was asked for, as the steps that work on it need it.
 *
 * @throws UnderstudyError `not_found`
 */
export async function loadAutoTrainBatch(tx: Transaction, batchId: string): Promise<AutoTrainSettings> {
  const rows = await tx
    .select(settingsColumns)
    .from(autoTrainBatches)
    .where(and(mine(autoTrainBatches), eq(autoTrainBatches.id, batchId)));
  return toAutoTrainSettings(firstOrNotFound(rows, 'auto-train batch', batchId));
}
