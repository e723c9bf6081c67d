import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { z } from 'zod';
import { appendOnlyTables } from '../schema/append-only.ts';

/** The role that API and worker connect as. */
export type ApplicationRole = {
  name: string;
  /** Without one, the role's password is left as it is. */
  password: string | undefined;
};

const duplicateObject = '42710';
const uniqueViolation = '23505';

/**
 * Creates the application role where it does not exist, and sets its password where one is given.
 *
 * @throws Error where the role would not be bound by row-level security: a superuser, one with BYPASSRLS, or one that
 * has the rights of the tables' owner
 */
export async function ensureApplicationRole(
  owner: NodePgDatabase,
  { name, password }: ApplicationRole,
): Promise<void> {
  const existing = await owner.execute(sql`select from pg_roles where rolname = ${name}`);
  if (existing.rowCount === 0) await createRole(owner, name);
  await refuseUnboundRole(owner, name);
  if (password !== undefined) await setPassword(owner, name, password);
}

/** Gives the role what it needs in this database, and takes everything else away. */
export async function grantToApplicationRole(owner: NodePgDatabase, name: string): Promise<void> {
  const role = sql.identifier(name);
  const recordTables = sql.join(
    appendOnlyTables.map((table) => sql.identifier(table)),
    sql`, `,
  );
  await owner.transaction(async (tx) => {
    await tx.execute(sql`grant usage on schema public to ${role}`);
    await tx.execute(sql`revoke all on all tables in schema public from ${role}`);
    await tx.execute(sql`grant select, insert, update, delete on all tables in schema public to ${role}`);
    await tx.execute(sql`revoke update, delete on ${recordTables} from ${role}`);
    await tx.execute(sql`grant usage on schema fleet to ${role}`);
    await tx.execute(sql`grant select, insert, update on all tables in schema fleet to ${role}`);
    await tx.execute(sql`
      grant execute on function list_unstarted_runs(double precision), list_unfinished_runs(),
        list_abandoned_uploads(double precision),
        find_signatures_sharing_bands(json), find_knowledge_by_words(text, uuid, integer),
        find_knowledge_by_vector(real[], text, uuid, integer),
        purge_removed_examples(integer, integer), list_avatars_with_models(uuid, integer) to ${role}
    `);
  });
}

async function createRole(owner: NodePgDatabase, name: string): Promise<void> {
  try {
    await owner.execute(
      sql`create role ${sql.identifier(name)} login nosuperuser nobypassrls nocreatedb nocreaterole`,
    );
  } catch (error) {
    // Roles belong to the server, not to the database that is locked: somebody else may have been quicker.
    const cause = error instanceof Error ? error.cause : null;
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code !== duplicateObject && code !== uniqueViolation) throw error;
  }
}

const quotedSchema = z.tuple([z.object({ statement: z.string() })]);

/** A statement of this kind takes no parameters, so PostgreSQL itself quotes the password. */
async function setPassword(owner: NodePgDatabase, name: string, password: string): Promise<void> {
  const quoted = await owner.execute(
    sql`select format('alter role %I login password %L', ${name}::text, ${password}::text) as statement`,
  );
  const [{ statement }] = quotedSchema.parse(quoted.rows);
  await owner.execute(sql.raw(statement));
}

async function refuseUnboundRole(owner: NodePgDatabase, name: string): Promise<void> {
  const unbound = await owner.execute(sql`
    select from pg_roles
    where rolname = ${name} and (rolsuper or rolbypassrls or pg_has_role(oid, current_user, 'member'))
  `);
  if (unbound.rowCount === 0) return;
  throw new Error(
    `The role "${name}" is not bound by row-level security: it is a superuser, has BYPASSRLS, or has the rights of ` +
      'the owner. Name another role in DATABASE_URL.',
  );
}
