import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
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
  const client = postgres(options.ownerUrl, {
    max: 1,
    // The lock belongs to the connection, which therefore must not be exchanged.
    max_lifetime: null,
    onnotice: () => undefined,
    connection: { application_name: 'understudy-migrate' },
  });
  try {
    await client`select pg_advisory_lock(${advisoryLock})`;
    const before = await countApplied(client);
    await applyMigrations(drizzle(client), { migrationsFolder });
    const after = await countApplied(client);
    const { applicationRole: name, applicationPassword: password } = options;
    await ensureApplicationRole(client, { name, password });
    await grantToApplicationRole(client, name);
    return { applied: after - before };
  } catch (error) {
    throw mapDatabaseError(error);
  } finally {
    await client.end();
  }
}

const countSchema = z.tuple([z.object({ count: z.int() })]);

async function countApplied(client: Sql): Promise<number> {
  const found =
    await client`select from pg_tables where schemaname = 'drizzle' and tablename = '__drizzle_migrations'`;
  if (found.length === 0) return 0;
  const [{ count }] = countSchema.parse(
    await client`select count(*)::integer as count from drizzle.__drizzle_migrations`,
  );
  return count;
}
