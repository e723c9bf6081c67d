import type { Transaction } from '@understudy/db/database';
import type { ExampleScope } from '@understudy/db/training-examples/example-scope';
import { countChanges } from '@understudy/db/training-quality/changes-since';
import { findQualityReport } from '@understudy/db/training-quality/quality-report';
import { findExamination } from '@understudy/db/training-quality/queue-examination';
import type { Quality } from '@understudy/domain/training-center/contracts/examine-examples';

/** What the examples of a scope are like as of their last examination, and how they have changed since. */
export async function readQuality(tx: Transaction, scope: ExampleScope): Promise<Quality> {
  const stored = await findQualityReport(tx, scope);
  const changes = await countChanges(tx, scope, stored?.examinedAt ?? null);
  return {
    avatar_id: scope.avatarId,
    report: stored?.report ?? null,
    examined_at: stored?.examinedAt.toISOString() ?? null,
    total: changes.total,
    added_since: changes.added,
    changed_since: changes.changed,
    removed_since: changes.removed,
    run_id: await findExamination(tx, scope),
  };
}
