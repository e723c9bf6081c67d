import postgres from 'postgres';
import type { ServiceDefinition } from '../supervisor/service-definition.ts';
import { superuser, type Cluster } from './cluster.ts';
import { clearLockFile } from './lock-file.ts';

/** Settings for a development machine: many connections, modest memory, a quick start after a crash. */
const configuration = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  max_wal_size: '1GB',
  checkpoint_timeout: '5min',
  wal_compression: 'on',
  // Queries here are short: compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  idle_in_transaction_session_timeout: '5min',
  // A client that vanished (kill -9) frees its locks within seconds.
  client_connection_check_interval: '2s',
  tcp_keepalives_idle: '10',
} as const;

/** The postmaster of `cluster` on 127.0.0.1:`port`, as a service of the stack. */
export function postgresService(cluster: Cluster, port: number, logFile: string): ServiceDefinition {
  const settings = Object.entries(configuration).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    name: 'postgres',
    command: cluster.binaries.postgres,
    parameters: ['-D', cluster.dataFolder, '-p', String(port), ...settings],
    // The repository's folder may be closed to the user that PostgreSQL runs as.
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_MESSAGES: 'C' },
    systemUser: cluster.systemUser,
    channel: false,
    logFile,
    readiness: { kind: 'asked', ask: () => acceptsConnections(superuserUrl(cluster, port)) },
    waitsFor: `a first query on port ${String(port)}`,
    readyTimeout: 60_000,
    // Back-ends of a killed postmaster hold its shared memory for a moment.
    firstStartAttempts: 4,
    prepare: () => clearLockFile(cluster.dataFolder),
    // A fast shutdown: clients are disconnected, data is flushed.
    stopSignal: 'SIGINT',
    stopGrace: 4_000,
  };
}

/** Address of the maintenance database as superuser. */
export function superuserUrl(cluster: Cluster, port: number): string {
  return `postgres://${superuser}:${cluster.superuserPassword}@127.0.0.1:${String(port)}/postgres`;
}

/** Whether a PostgreSQL server answers a query at `url` within 2 s. */
export async function acceptsConnections(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 0 });
  }
}
