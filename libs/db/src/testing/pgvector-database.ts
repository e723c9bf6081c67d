import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { createDatabase, type Database } from '../database.ts';
import { migrate } from '../migrate.ts';

/**
 * A migrated database with pgvector, which the embedded PostgreSQL does not have: PGlite, PostgreSQL itself compiled to
 * WebAssembly, with the extension, behind the wire protocol. It has one connection, and everybody in it is the owner,
 * whom no policy binds: here the conditions of the queries stand alone.
 */
export async function createPgvectorDatabase(): Promise<{ db: Database; close: () => Promise<void> }> {
  const pglite = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({ db: pglite, host: '127.0.0.1', port: 0 });
  const listening = new Promise<string>((resolve) => {
    server.addEventListener('listening', () => resolve(server.getServerConn()));
  });
  await server.start();
  const url = `postgresql://postgres:postgres@${await listening}/postgres`;
  await migrate({ ownerUrl: url, applicationRole: 'understudy_app' });
  const db = createDatabase({ url, maxConnections: 1, applicationName: 'understudy-test' });
  return {
    db,
    close: async () => {
      await db.close();
      await server.stop();
      await pglite.close();
    },
  };
}
