import { comparedTextOf } from '@understudy/domain/training-center/examples/content-text';
import { trainingExampleSchema } from '@understudy/domain/training-center/examples/training-example';
import { asc, desc, gt, and, lt, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope, type ExampleScope } from '../training-examples/example-scope.ts';

/** Digests that are read at once. */
const digestsPerPage = 20_000;
/** Digits of each. */
export const digestDigits = 16;

/** Digests of a page, and the last example that has one of them; null where there was none. */
export type DigestPage = { digests: string; last: string | null };

/** An example's text, by which near-duplicates are found. */
export type ComparedText = { id: string; text: string };

/** Which texts: those of examples older than one; null for the newest ones. */
export type ComparedTextRequest = { before: string | null; limit: number };

/**
 * The first 16 digits of the digests of a scope's examples, one after the other in one text, in the order in which the
 * examples were added.
 *
 * @param after the last page's `last`; null for the first one
 */
export async function readDigests(
  tx: Transaction,
  scope: ExampleScope,
  after: string | null,
): Promise<DigestPage> {
  const page = tx
    .select({
      id: examples.id,
      digest: sql<string>`left(${examples.contentDigest}, ${digestDigits})`.as('digest'),
    })
    .from(examples)
    .where(and(inScope(scope), after === null ? undefined : gt(examples.id, after)))
    .orderBy(asc(examples.id))
    .limit(digestsPerPage)
    .as('page');
  const [read] = await tx
    .select({
      digests: sql<string | null>`string_agg(${page.digest}, '' order by ${page.id})`,
      last: sql<string | null>`(array_agg(${page.id} order by ${page.id} desc))[1]`,
    })
    .from(page);
  return { digests: read?.digests ?? '', last: read?.last ?? null };
}

/** Texts by which near-duplicates are found (`comparedTextOf`), newest examples of a scope first. */
export async function readComparedTexts(
  tx: Transaction,
  scope: ExampleScope,
  { before, limit }: ComparedTextRequest,
): Promise<ComparedText[]> {
  const rows = await tx
    .select({ id: examples.id, text: plainText, content: examples.content })
    .from(examples)
    .where(and(inScope(scope), before === null ? undefined : lt(examples.id, before)))
    .orderBy(desc(examples.id))
    .limit(limit);
  return rows.map(({ id, text, content }) => ({
    id,
    text: text ?? comparedTextOf(trainingExampleSchema.parse(content)),
  }));
}

/** `comparedTextOf` of an example whose texts are all of it; null for others. */
const plainText: SQL<string | null> = sql`
  case when ${examples.content} is null then
    concat_ws(e'\n', ${examples.instruction}, ${examples.context}, ${examples.response}, ${examples.rejectedResponse})
  end
`;
