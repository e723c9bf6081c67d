import type { Database, Transaction } from '@understudy/db/database';
import type { ExampleScope } from '@understudy/db/training-examples/example-scope';
import { loadExample } from '@understudy/db/training-examples/get-example';
import { storeRedacted } from '@understudy/db/training-examples/update-example';
import {
  changedMeanwhile,
  listWithFinding,
  mayHaveLostOriginals,
  removeWithFinding,
} from '@understudy/db/training-quality/fix-finding';
import { findQualityReport } from '@understudy/db/training-quality/quality-report';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type {
  FixFindingRequest,
  FixFindingResponse,
} from '@understudy/domain/training-center/contracts/examine-examples';
import { recoverableUntil } from '@understudy/domain/training-center/examples/recoverable-until';
import { examineExample } from '@understudy/domain/training-center/quality/examine-example';
import { findingFacts } from '@understudy/domain/training-center/quality/finding';
import { redactExample } from '@understudy/domain/training-center/quality/redact-example';
import type { ApiDependencies } from '../dependencies.ts';
import { validationFailed } from '../http/parse-input.ts';
import { requireAskedAvatar } from './asked-avatar.ts';

/** Examples that are redacted in one transaction, so that nobody waits long for one of them. */
const redactedAtOnce = 100;

/**
 * Does with all examples of a finding what it advises: removes them, which can be taken back, or redacts them.
 *
 * @throws UnderstudyError `not_found` without such an avatar; `validation_failed` for a fix that is not the finding's; `conflict` where the examples are not
 *   what the page showed, or have to be examined again first
 */
export async function fixFinding(
  { database }: Pick<ApiDependencies, 'database'>,
  userId: string,
  { finding, fix, avatar_id: avatarId, expected_count: expectedCount }: FixFindingRequest,
): Promise<FixFindingResponse> {
  const { fix: allowed, title } = findingFacts[finding];
  if (fix !== allowed) {
    const instead = allowed === 'review' ? 'Review these examples one by one.' : `Its fix is ${allowed}.`;
    throw validationFailed([{ field: 'fix', message: `fix does not suit “${title}”. ${instead}` }]);
  }
  const scope = { avatarId };
  if (fix === 'redact') {
    const changed = await redactAll({ database, userId }, scope, { finding, expectedCount });
    return { success: true, changed, removal_id: null, recoverable_until: null };
  }
  const { removed, removalId, removedAt } = await database.asUser(userId, async (tx) => {
    await requireAskedAvatar(tx, avatarId);
    if (finding === 'near_duplicate') await refuseStale(tx, scope);
    return await removeWithFinding(tx, scope, finding, expectedCount);
  });
  const until = removalId === null ? null : recoverableUntil(removedAt);
  return { success: true, changed: removed, removal_id: removalId, recoverable_until: until };
}

/** What an example is nearly the same as is not stored, so it must not be gone, or the last one of its kind would go, too. */
async function refuseStale(tx: Transaction, scope: ExampleScope): Promise<void> {
  const quality = await findQualityReport(tx, scope);
  if (quality !== null && !(await mayHaveLostOriginals(tx, scope, quality.examinedAt))) return;
  throw new UnderstudyError(
    'conflict',
    'Examples were removed or edited since the examination: what these were compared with may be gone. Examine the examples again first.',
  );
}

async function redactAll(
  { database, userId }: { database: Database; userId: string },
  scope: ExampleScope,
  { finding, expectedCount }: { finding: FixFindingRequest['finding']; expectedCount: number | undefined },
): Promise<number> {
  const ids = await database.asUser(userId, async (tx) => {
    await requireAskedAvatar(tx, scope.avatarId);
    return await listWithFinding(tx, scope, finding);
  });
  if (expectedCount !== undefined && expectedCount !== ids.length) throw changedMeanwhile(ids.length);
  let changed = 0;
  for (let first = 0; first < ids.length; first += redactedAtOnce) {
    const some = ids.slice(first, first + redactedAtOnce);
    changed += await database.asUser(userId, (tx) => redactSome(tx, some));
  }
  return changed;
}

async function redactSome(tx: Transaction, ids: readonly string[]): Promise<number> {
  let changed = 0;
  for (const id of ids) {
    const example = await loadExample(tx, id, 'for update').catch(ignoreGone);
    if (example === null) continue;
    const redacted = redactExample(example);
    await storeRedacted(tx, id, redacted, examineExample(redacted));
    changed += 1;
  }
  return changed;
}

/** Removed since the IDs were read. */
function ignoreGone(error: unknown): null {
  if (error instanceof UnderstudyError && error.code === 'not_found') return null;
  throw error;
}
