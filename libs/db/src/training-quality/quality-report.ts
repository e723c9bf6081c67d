import {
  qualityReportSchema,
  type QualityReport,
} from '@understudy/domain/training-center/quality/quality-report';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { trainingQualityReports as reports } from '../schema/training-quality.ts';
import type { ExampleScope } from '../training-examples/example-scope.ts';

/** What an examination found, and when it began. */
export type StoredQuality = { report: QualityReport; examinedAt: Date };

/** The report of the last examination of a scope; null before the first. */
export async function findQualityReport(
  tx: Transaction,
  { avatarId }: ExampleScope,
): Promise<StoredQuality | null> {
  const [stored] = await tx
    .select({ report: reports.report, examinedAt: reports.examinedAt })
    .from(reports)
    .where(and(mine(reports), avatarId === null ? isNull(reports.avatarId) : eq(reports.avatarId, avatarId)));
  if (stored === undefined) return null;
  return { report: qualityReportSchema.parse(stored.report), examinedAt: stored.examinedAt };
}

/** Stores the report of a scope in place of the one before; one of a later examination stays. */
export async function storeQualityReport(
  tx: Transaction,
  { avatarId }: ExampleScope,
  { report, examinedAt }: StoredQuality,
): Promise<void> {
  const values = { report, examined: report.examined, examinedAt };
  await tx
    .insert(reports)
    .values({ avatarId, ...values })
    .onConflictDoUpdate({
      target: [reports.userId, reports.avatarId],
      set: values,
      setWhere: sql`${reports.examinedAt} <= excluded.examined_at`,
    });
}
