import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { searchTermsOf } from '@understudy/domain/training-center/examples/search-terms';
import { and, eq, gte, lte, not, or, sql, type SQL } from 'drizzle-orm';
import { containing } from '../paging/containing.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope } from './example-scope.ts';

/** Condition for the examples that a filter means, its scope included; removed ones are left out. */
export function matching(filter: ExampleFilter): SQL | undefined {
  return and(inScope({ avatarId: filter.avatar_id ?? null }), ...conditionsOf(filter));
}

/** Whether a filter means all examples of its scope. */
export function isUnfiltered(filter: ExampleFilter): boolean {
  return conditionsOf(filter).length === 0;
}

/** Scores are stored in single precision, so they are compared with numbers of it: 0.7 is 0.7, and 1e-99 is 0. */
function conditionsOf(filter: ExampleFilter): SQL[] {
  const { search, finding, used } = filter;
  const terms = search === undefined ? null : searchTermsOf(search);
  return [
    filter.kind === undefined ? undefined : eq(examples.kind, filter.kind),
    filter.source === undefined ? undefined : eq(examples.source, filter.source),
    filter.pattern_type === undefined ? undefined : eq(examples.patternType, filter.pattern_type),
    filter.genre === undefined ? undefined : eq(examples.genre, filter.genre),
    filter.import_id === undefined ? undefined : eq(examples.importId, filter.import_id),
    finding === undefined ? undefined : sql`${finding} = any(${examples.findingCodes})`,
    filter.min_quality === undefined
      ? undefined
      : gte(examples.qualityScore, Math.fround(filter.min_quality)),
    filter.max_quality === undefined
      ? undefined
      : lte(examples.qualityScore, Math.fround(filter.max_quality)),
    filter.min_length === undefined ? undefined : gte(examples.responseLength, filter.min_length),
    filter.max_length === undefined ? undefined : lte(examples.responseLength, filter.max_length),
    used === undefined ? undefined : eq(examples.usedInTraining, used),
    ...(terms?.wanted ?? []).map(contains),
    ...(terms?.unwanted ?? []).map((term) => not(contains(term))),
  ].filter((condition) => condition !== undefined);
}

/**
 * Whether one of the texts has a term in it, whatever its letter case. Reading 100,000 examples takes 0.35 s; an index that
 * would be quicker makes their import three times as long.
 */
function contains(term: string): SQL {
  const { instruction, context, response, rejectedResponse } = examples;
  const inOptional = [context, rejectedResponse].map(
    (text) => sql`coalesce(${containing(text, term)}, false)`,
  );
  return or(containing(instruction, term), containing(response, term), ...inOptional) ?? sql`false`;
}
