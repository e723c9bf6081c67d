import postgres, { type Sql } from 'postgres';

/** Transactions of one row each in a second, with and without an announcement. */
export interface CommitRates {
  /** Connections that commit without pause. */
  readonly connections: number;
  readonly silent: number;
  /** With a `NOTIFY` in the transaction, and one connection that listens. */
  readonly announced: number;
}

const seconds = 3;
const channel = 'bench_commits';

/**
 * How many transactions PostgreSQL commits in a second, each writing a row, and how many where each also announces it, as
 * every progress event does.
 */
export async function measureCommits(ownerUrl: string, connections: number): Promise<CommitRates> {
  const sql = postgres(ownerUrl, { max: connections, onnotice: () => undefined });
  const listener = postgres(ownerUrl, { max: 1 });
  try {
    await sql`drop table if exists bench_commits`;
    await sql`create table bench_commits (id bigint generated always as identity primary key, said text not null)`;
    const insert = "insert into bench_commits (said) values (repeat('x', 300))";
    const announce = `select pg_notify('${channel}', repeat('x', 60))`;
    await listener.listen(channel, () => undefined);
    // Statements that are sent together are one transaction.
    await rateOf(sql, connections, insert, 0.5);
    const silent = await rateOf(sql, connections, insert, seconds);
    const announced = await rateOf(sql, connections, `${insert}; ${announce}`, seconds);
    return { connections, silent, announced };
  } finally {
    await sql`drop table if exists bench_commits`;
    await Promise.all([sql.end({ timeout: 1 }), listener.end({ timeout: 1 })]);
  }
}

async function rateOf(
  sql: Sql,
  connections: number,
  transaction: string,
  forSeconds: number,
): Promise<number> {
  const startedAt = performance.now();
  const deadline = startedAt + forSeconds * 1_000;
  let done = 0;
  const commitOn = async (): Promise<void> => {
    while (performance.now() < deadline) {
      await sql.unsafe(transaction).simple();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, commitOn));
  return (done * 1_000) / (performance.now() - startedAt);
}
