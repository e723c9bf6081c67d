import { contextMark } from '@understudy/domain/training-center/examples/context-in-text';
import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { and, sql } from 'drizzle-orm';
import { copyOutRows } from '../bulk/copy-out.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';
import { inPage, type ExportPage } from './export-page.ts';
import { exportRowJson } from './export-row-columns.ts';
import { hasContext, isOrdinary } from './plain-examples.ts';

/**
 * The examples of a page as rows of `exportColumns`, in the order in which they were added, as PostgreSQL copies them
 * (`copyOutRows`). For files that have columns themselves.
 */
export function loadExportColumns(
  tx: Transaction,
  filter: ExampleFilter,
  page: ExportPage,
): AsyncGenerator<Buffer> {
  // A number with half the digits is to be the same in twice as many: 0.7, and not 0.699999988.
  const texts =
    sql.raw(`case when is_ordinary then response end, case when is_ordinary then rejected_response end,
    case when is_ordinary then pattern_type end, case when is_ordinary then genre end,
    case when is_ordinary then quality_score::text::double precision end, case when is_ordinary then source end`);
  // Without the offset PostgreSQL would work out for each column anew whether an example is ordinary.
  const query = sql`
    select
      case when is_ordinary then
        case when has_context then instruction || ${contextMark} || context else instruction end
      end,
      ${texts},
      case when not is_ordinary then ${exportRowJson} end
    from (
      select *, ${isOrdinary} as is_ordinary, ${hasContext} as has_context
      from ${examples} where ${and(mine(examples), matching(filter), inPage(page))}
      order by id offset 0
    ) as ${examples}
    order by id
  `;
  return copyOutRows(tx, query);
}
