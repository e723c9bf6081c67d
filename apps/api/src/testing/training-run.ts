import { seedSession, type SeededSession } from '@understudy/db/testing/seed';
import type { RunStatus } from '@understudy/domain/runs/run';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { TestApi } from './test-api.ts';

/** Queues a training session of the user, and moves its run to a status where one is given. */
export async function seedRun(api: TestApi, user: string, status?: RunStatus): Promise<SeededSession> {
  return api.database.db.asUser(user, async (tx) => {
    const seeded = await seedSession(tx);
    if (status === undefined) return seeded;
    await appendRunEvent(tx, {
      runId: seeded.runId,
      type: 'note',
      level: 'info',
      phase: 'upload_check',
      message: `It is ${status}.`,
      update: { status },
    });
    return seeded;
  });
}
