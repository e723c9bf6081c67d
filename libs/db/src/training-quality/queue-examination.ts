import { examinationPhases } from '@understudy/domain/training-center/contracts/examine-examples-contract';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { getAvatarName } from '../avatars/get-avatar-name.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { queueRun, type QueuedRun } from '../runs/queue-run.ts';
import { runs } from '../schema/runs.ts';
import type { ExampleScope } from '../training-examples/example-scope.ts';
import { countChanges } from './changes-since.ts';

const kind = 'example_examination';

/**
 * Queues an examination of the examples of a scope; where one is going on, and nothing has changed since it began, that is
 * the answer: another one costs time, and finds nothing else.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function queueExamination(tx: Transaction, { avatarId }: ExampleScope): Promise<QueuedRun> {
  const name = avatarId === null ? null : await getAvatarName(tx, avatarId);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`examination of ${avatarId ?? 'all'}`}, 0)
    # hashtextextended(current_setting('app.user_id'), 0))`);
  const current = await findUnfinished(tx, { avatarId });
  if (current !== null && !(await hasChanged(tx, { avatarId }, current.startedAt))) {
    return { created: false, runId: current.id, subjectId: current.id };
  }
  const runId = newId();
  const run = {
    runId,
    kind,
    title: name === null ? 'Examine all examples' : `Examine the examples of ${name}`,
    avatarId,
    subjectId: runId,
    phase: examinationPhases[0],
    idempotencyKey: `only ${runId}`,
    requestDigest: '',
    simulatedProvider: false,
    data: {},
  } as const;
  return await queueRun(tx, run, () => Promise.resolve());
}

/** The run that examines a scope and has not ended; null where there is none. */
export async function findExamination(tx: Transaction, scope: ExampleScope): Promise<string | null> {
  return (await findUnfinished(tx, scope))?.id ?? null;
}

/** Whether the examples of a scope have changed since an examination began to read them, if it has. */
async function hasChanged(tx: Transaction, scope: ExampleScope, since: Date | null): Promise<boolean> {
  if (since === null) return false;
  const { added, changed, removed } = await countChanges(tx, scope, since);
  return added + changed + removed > 0;
}

async function findUnfinished(tx: Transaction, { avatarId }: ExampleScope) {
  const [run] = await tx
    .select({ id: runs.id, startedAt: runs.startedAt })
    .from(runs)
    .where(
      and(
        mine(runs),
        eq(runs.kind, kind),
        avatarId === null ? isNull(runs.avatarId) : eq(runs.avatarId, avatarId),
        inArray(runs.status, ['queued', 'running', 'paused']),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(1);
  return run ?? null;
}
