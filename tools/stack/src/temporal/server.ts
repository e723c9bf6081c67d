import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Connection } from '@temporalio/client';
import type { ServiceDefinition } from '../supervisor/service-definition.ts';
import { dynamicConfiguration } from './dynamic-configuration.ts';
import { searchAttributes } from './search-attributes.ts';

/**
 * SQLite's usual setting beside a write-ahead log: nothing is lost when a process is killed, and no step of a workflow
 * waits for the disk. Only a machine that loses its power may lose the last moments; Temporal on PostgreSQL does not.
 */
const sqlitePragmas = ['journal_mode=wal', 'synchronous=1'];

/** What Temporal's development server needs to know. */
export interface TemporalServer {
  readonly executable: string;
  /** SQLite file that keeps every workflow from one start to the next. */
  readonly databaseFile: string;
  readonly namespace: string;
  readonly port: number;
  readonly uiPort: number;
  readonly logFile: string;
}

/** Temporal's development server with its UI on 127.0.0.1, as a service of the stack. */
export function temporalService(server: TemporalServer): ServiceDefinition {
  mkdirSync(dirname(server.databaseFile), { recursive: true });
  const address = `127.0.0.1:${String(server.port)}`;
  return {
    name: 'temporal',
    command: server.executable,
    parameters: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--db-filename', server.databaseFile],
      ...['--port', String(server.port), '--ui-port', String(server.uiPort)],
      ...sqlitePragmas.flatMap((pragma) => ['--sqlite-pragma', pragma]),
      ...['--namespace', server.namespace, '--log-level', 'error'],
      ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
      ...dynamicConfiguration.flatMap((entry) => ['--dynamic-config-value', entry]),
    ],
    cwd: dirname(server.databaseFile),
    env: process.env,
    channel: false,
    givesWay: true,
    logFile: server.logFile,
    readiness: { kind: 'asked', ask: () => servesNamespace(address, server.namespace) },
    waitsFor: `the namespace ${server.namespace} on port ${String(server.port)}`,
    readyTimeout: 60_000,
    firstStartAttempts: 2,
    stopSignal: 'SIGTERM',
    stopGrace: 4_000,
  };
}

/** Whether a Temporal server answers at `address` (host:port) and knows the namespace. */
export async function servesNamespace(address: string, namespace: string): Promise<boolean> {
  const connection = Connection.lazy({ address, connectTimeout: 2_000 });
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
