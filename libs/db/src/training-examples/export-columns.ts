import { contextMark } from '@understudy/domain/training-center/examples/context-in-text';
import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { and, sql } from 'drizzle-orm';
import type { ColumnPlaces } from '../bulk/copied-rows.ts';
import { copyOut } from '../bulk/copy-out.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';
import { inPage, type ExportPage } from './export-page.ts';
import { exportRowJson } from './export-row-columns.ts';
import { hasContext, isOrdinary } from './plain-examples.ts';

/**
 * Hands on the examples of a page as `exportColumns`, in the order in which they were added, and yields whenever there were some.
 * For files that have columns themselves.
 */
export function loadExportColumns(
  tx: Transaction,
  filter: ExampleFilter,
  page: ExportPage,
  visit: (bytes: Buffer, places: ColumnPlaces) => void,
): AsyncGenerator<void> {
  // A number with half the digits is to be the same in twice as many: 0.7, and not 0.699999988.
  const texts =
    sql.raw(`case when is_ordinary then response end, case when is_ordinary then rejected_response end,
    case when is_ordinary then pattern_type end, case when is_ordinary then genre end,
    case when is_ordinary then quality_score::text::double precision end, case when is_ordinary then source end`);
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
    ) as ${examples}
    order by id
  `;
  return copyOut(tx, query, visit);
}
