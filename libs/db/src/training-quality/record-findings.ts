import type { FindingCode } from '@understudy/domain/training-center/quality/finding';
import { and, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope, type ExampleScope } from '../training-examples/example-scope.ts';

/** What was found about an example as it was read. */
export type RecordedFindings = {
  id: string;
  /** Of the example that was examined: one that was edited meanwhile keeps what editing found. */
  contentDigest: string;
  findings: readonly FindingCode[];
  language: string | null;
};

/** Writes what was found about examples, by one statement. */
export async function recordFindings(tx: Transaction, found: readonly RecordedFindings[]): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map(({ id, contentDigest, findings, language }) => ({
    id,
    digest: contentDigest,
    findings,
    language,
  }));
  await tx.execute(sql`
    update ${examples} set finding_codes = found.findings, language = found.language
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as found (id uuid, digest text, findings text[], language text)
    where ${mine(examples)} and ${examples.id} = found.id and ${examples.contentDigest} = found.digest
  `);
}

/** What is only known when all examples of a scope have been seen. */
export type Comparisons = {
  /** Languages other than most (BCP 47). */
  otherLanguages: readonly string[];
  /** Those of a sample whose style is not that of the others. */
  styleOutlierIds: readonly string[];
};

/** Writes what came of comparing the examples of a scope, where it is not what was found before. */
export async function recordComparisons(
  tx: Transaction,
  scope: ExampleScope,
  { otherLanguages, styleOutlierIds }: Comparisons,
): Promise<void> {
  const languages = JSON.stringify(otherLanguages);
  const isOther = sql`coalesce(${languages}::jsonb ? ${examples.language}, false)`;
  await mark(tx, scope, 'other_language', isOther);
  await mark(
    tx,
    scope,
    'style_outlier',
    sql`${examples.id} = any(${`{${styleOutlierIds.join(',')}}`}::uuid[])`,
  );
}

async function mark(
  tx: Transaction,
  scope: ExampleScope,
  code: FindingCode,
  isFound: ReturnType<typeof sql>,
): Promise<void> {
  const { findingCodes } = examples;
  await tx
    .update(examples)
    .set({
      findingCodes: sql`case when ${isFound} then array_append(${findingCodes}, ${code}::text)
        else array_remove(${findingCodes}, ${code}::text) end`,
    })
    .where(and(mine(examples), inScope(scope), sql`(${code} = any(${findingCodes})) <> (${isFound})`));
}
