import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FindingCode } from '@understudy/domain/training-center/quality/finding';
import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope, type ExampleScope } from '../training-examples/example-scope.ts';
import { removeExamples, type Removal } from '../training-examples/remove-examples.ts';

/** Condition for the examples with a finding. */
export function withFinding(finding: FindingCode): SQL {
  return sql`${finding} = any(${examples.findingCodes})`;
}

/** How many examples of a scope have a finding. */
export async function countWithFinding(
  tx: Transaction,
  scope: ExampleScope,
  finding: FindingCode,
): Promise<number> {
  return await tx.$count(examples, and(mine(examples), inScope(scope), withFinding(finding)));
}

/**
 * Removes the examples of a scope that have a finding, so that they can be brought back together.
 *
 * @param expectedCount how many there are by what somebody saw
 * @throws UnderstudyError `conflict` where there are others by now; then nothing is removed
 */
export async function removeWithFinding(
  tx: Transaction,
  scope: ExampleScope,
  finding: FindingCode,
  expectedCount?: number,
): Promise<Removal> {
  const count = await countWithFinding(tx, scope, finding);
  if (expectedCount !== undefined && count !== expectedCount) throw changedMeanwhile(count);
  return await removeExamples(tx, scope, finding === 'duplicate' ? isRepeat(scope) : withFinding(finding));
}

/** Of examples with the same content one stays, even where all of them have the finding, since their first is gone. */
function isRepeat(scope: ExampleScope): SQL {
  return sql`${withFinding('duplicate')} and ${examples.id} in (
    select id from (
      select id, row_number() over (
        partition by content_digest order by ${withFinding('duplicate')}, id
      ) as place
      from ${examples} where ${and(mine(examples), inScope(scope))}
    ) as placed
    where place > 1
  )`;
}

/**
 * Whether an example that others were found to be nearly the same as may be gone or another one since a time: one that is
 * no duplicate itself was removed or edited.
 */
export async function mayHaveLostOriginals(
  tx: Transaction,
  { avatarId }: ExampleScope,
  since: Date,
): Promise<boolean> {
  const { findingCodes, removedAt, editedAt } = examples;
  const time = since.toISOString();
  const [lost] = await tx
    .select({ id: examples.id })
    .from(examples)
    .where(
      and(
        mine(examples),
        avatarId === null ? undefined : eq(examples.avatarId, avatarId),
        sql`(${removedAt} > ${time} or ${editedAt} > ${time})`,
        sql`not ${findingCodes} && '{duplicate,near_duplicate}'`,
      ),
    )
    .limit(1);
  return lost !== undefined;
}

/** The IDs of examples of a scope that have a finding, in order. */
export async function listWithFinding(
  tx: Transaction,
  scope: ExampleScope,
  finding: FindingCode,
): Promise<string[]> {
  const rows = await tx
    .select({ id: examples.id })
    .from(examples)
    .where(and(mine(examples), inScope(scope), withFinding(finding)))
    .orderBy(asc(examples.id));
  return rows.map(({ id }) => id);
}

/** The error for a fix whose page shows another number than there is. */
export function changedMeanwhile(count: number): UnderstudyError {
  return new UnderstudyError(
    'conflict',
    `By now ${count.toLocaleString('en')} examples have this finding. Look at them again; nothing was changed.`,
  );
}
