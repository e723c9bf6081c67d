import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import type { BatchShape } from '../batch-shape.ts';
import { peerReportSchema, type PeerCommand, type PeerName, type PeerReport } from '../peers/peer.ts';
import { rowCounts, type MeasuredSystem } from './measured-system.ts';

/** What a peer needs to run. */
export interface PeerOptions {
  readonly name: PeerName;
  readonly title: string;
  readonly databaseOwnerUrl: string;
  readonly simulatorUrl: string;
  readonly redisPort?: number;
  readonly concurrency: number;
}

const entry = fileURLToPath(new URL('../peers/peer-process.ts', import.meta.url));

/** Starts a peer in a process and with a database of its own. */
export async function startPeer(options: PeerOptions): Promise<MeasuredSystem> {
  const databaseUrl = await createDatabase(options);
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  let peer = await launch(options, databaseUrl);
  const underWay = new Map<
    string,
    { batch: BatchShape; resolve: () => void; reject: (error: Error) => void }
  >();
  const listen = (): void => {
    peer.on('message', (message) => {
      const report = peerReportSchema.parse(message);
      if (report.type === 'done') underWay.get(report.batchId)?.resolve();
      if (report.type !== 'failed') return;
      for (const { reject } of underWay.values()) reject(new Error(`${options.title}: ${report.message}`));
    });
  };
  listen();
  const tell = (command: PeerCommand): void => void peer.send(command);
  return {
    name: options.name,
    title: options.title,
    isDurable: options.name !== 'plain',
    pid: () => peer.pid,
    async begin(batch) {
      const { promise: done, resolve, reject } = Promise.withResolvers<void>();
      underWay.set(batch.batchId, { batch, resolve, reject });
      tell({ batch, isNew: true });
      return { done: done.finally(() => underWay.delete(batch.batchId)) };
    },
    async killAndRestart() {
      await end(peer);
      peer = await launch(options, databaseUrl);
      listen();
      for (const { batch } of underWay.values()) tell({ batch, isNew: false });
    },
    async countRows({ batchId, numExamples }) {
      const [found] = await sql<{ rows: number; items: number }[]>`
        select count(*)::int as rows, count(distinct item_index)::int as items
        from results where batch_id = ${batchId}`;
      return rowCounts(numExamples, found ?? { rows: 0, items: 0 });
    },
    async stop() {
      await end(peer);
      await sql.end();
    },
  };
}

/** An empty database with a table for results. */
async function createDatabase({ databaseOwnerUrl, name }: PeerOptions): Promise<string> {
  const owner = postgres(databaseOwnerUrl, { max: 1, onnotice: () => undefined });
  const database = `bench_${name.replace('-', '_')}`;
  await owner`drop database if exists ${owner(database)}`;
  await owner`create database ${owner(database)}`;
  await owner.end();
  const url = new URL(databaseOwnerUrl);
  url.pathname = `/${database}`;
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  await sql`
    create table results (
      batch_id uuid not null,
      item_index integer not null,
      story text not null,
      quality_score double precision not null,
      created_at timestamptz not null default now(),
      primary key (batch_id, item_index)
    )`;
  await sql.end();
  return url.href;
}

async function launch(options: PeerOptions, databaseUrl: string): Promise<ChildProcess> {
  const child = fork(entry, {
    env: {
      ...process.env,
      // Of pg, about how pg-boss and BullMQ use it.
      NODE_NO_WARNINGS: '1',
      PEER_NAME: options.name,
      PEER_DATABASE_URL: databaseUrl,
      PEER_SIMULATOR_URL: options.simulatorUrl,
      PEER_CONCURRENCY: String(options.concurrency),
      ...(options.redisPort === undefined ? {} : { PEER_REDIS_PORT: String(options.redisPort) }),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const first = await Promise.race([
    once(child, 'message').then(([message]): PeerReport => peerReportSchema.parse(message)),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`${options.title} ended (${String(code)})`)),
    ),
  ]);
  if (first.type === 'failed') throw new Error(`${options.title}: ${first.message}`);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
