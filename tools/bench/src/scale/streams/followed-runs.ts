import type { TestStack } from '@understudy/stack/test-stack';
import pMap from 'p-map';
import type { Sql } from 'postgres';
import { batchRequest, startRun, type Starter } from '../start-requests.ts';
import type { FollowedRun } from './measure-streams.ts';

const requestsAtOnce = 8;

/** Starts so many runs, shared out among users. No worker may be running: each stays queued, and only the bench adds events. */
export async function startFollowedRuns(
  stack: TestStack,
  owner: Sql,
  starters: readonly Starter[],
  count: number,
): Promise<FollowedRun[]> {
  const owners = Array.from({ length: count }, (_, index) => starters[index % starters.length]);
  const started = await pMap(
    owners.filter((starter) => starter !== undefined),
    async (starter) => {
      const runId = await startRun(stack, batchRequest(starter, 1));
      return { runId, user: starter.user, token: starter.token };
    },
    { concurrency: requestsAtOnce },
  );
  return await readSequences(owner, started);
}

/** The same runs, as far as they are now. */
export async function readSequences(
  owner: Sql,
  runs: readonly Omit<FollowedRun, 'lastSequence'>[],
): Promise<FollowedRun[]> {
  const rows = await owner<{ id: string; last_sequence: number }[]>`
    select id, last_sequence from runs where id = any(${runs.map(({ runId }) => runId)}::uuid[])`;
  const sequences = new Map(rows.map((row) => [row.id, row.last_sequence]));
  return runs.map((run) => ({ ...run, lastSequence: sequences.get(run.runId) ?? 0 }));
}
