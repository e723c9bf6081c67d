import { findingCodeSchema } from '@understudy/domain/training-center/quality/finding';
import { and, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope, type ExampleScope } from '../training-examples/example-scope.ts';
import { inPage, type ExportPage } from '../training-examples/export-page.ts';
import { exportRowColumns } from '../training-examples/export-row-columns.ts';
import { exportRowsSchema } from '../training-examples/export-row.ts';

const examinedRowsSchema = z.array(
  exportRowsSchema.element.extend({
    contentDigest: z.string(),
    findingCodes: z.array(findingCodeSchema),
    language: z.string().nullable(),
  }),
);

/** An example, and what the last examination found about it. */
export type ExaminedRow = z.infer<typeof examinedRowsSchema>[number];

/** The examples of a page with what is known about them, in the order in which they were added. */
export async function loadExaminationPage(
  tx: Transaction,
  scope: ExampleScope,
  page: ExportPage,
): Promise<ExaminedRow[]> {
  const { rows } = await tx.execute(sql`
    select ${exportRowColumns}, content_digest as "contentDigest", finding_codes as "findingCodes", language
    from ${examples}
    where ${and(mine(examples), inScope(scope), inPage(page))}
    order by id
  `);
  return examinedRowsSchema.parse(rows);
}
