import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';
import { z } from 'zod';
import { mapDatabaseError } from './errors/map-database-error.ts';
import { ensureApplicationRole, grantToApplicationRole } from './migration/application-role.ts';

/** What to migrate, and for whom. */
export type MigrateOptions = {
  /** The database as the role that owns the tables, or shall own them. */
  ownerUrl: string;
  /** Name of the role that API and worker connect as; created where it does not exist. */
  applicationRole: string;
  /** Password to set for it; without one it keeps the one it has. */
  applicationPassword?: string | undefined;
};

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Any number that nobody else locks in this database. */
const advisoryLock = 7_270_619;

/**
 * Brings the database up to date: applies the migrations that are missing, makes sure of the application role and of
 * its rights. May be repeated, and run by several processes at once: they wait for each other.
 *
 * @returns how many migrations were missing
 * @throws UnderstudyError `database_unavailable`; Error for a role that row-level security would not bind
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: number }> {
  const { ownerUrl, applicationRole: name, applicationPassword: password } = options;
  const client = new Client({ connectionString: ownerUrl, application_name: 'understudy-migrate' });
  // A lost connection fails the query under way too, which is where it is dealt with.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const owner = drizzle(client);
    await owner.execute(sql`select pg_advisory_lock(${advisoryLock})`);
    const before = await countApplied(owner);
    await applyMigrations(owner, { migrationsFolder });
    const after = await countApplied(owner);
    await ensureApplicationRole(owner, { name, password });
    await grantToApplicationRole(owner, name);
    return { applied: after - before };
  } catch (error) {
    throw mapDatabaseError(error);
  } finally {
    await client.end();
  }
}

const countSchema = z.tuple([z.object({ count: z.int() })]);

async function countApplied(owner: NodePgDatabase): Promise<number> {
  const found = await owner.execute(
    sql`select from pg_tables where schemaname = 'drizzle' and tablename = '__drizzle_migrations'`,
  );
  if (found.rowCount === 0) return 0;
  const counted = await owner.execute(
    sql`select count(*)::integer as count from drizzle.__drizzle_migrations`,
  );
  const [{ count }] = countSchema.parse(counted.rows);
  return count;
}
