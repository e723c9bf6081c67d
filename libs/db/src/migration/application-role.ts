import type { Sql, TransactionSql } from 'postgres';
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
export async function ensureApplicationRole(client: Sql, { name, password }: ApplicationRole): Promise<void> {
  const existing = await client`select from pg_roles where rolname = ${name}`;
  if (existing.length === 0) await createRole(client, name);
  if (password !== undefined) await setPassword(client, name, password);
  await refuseUnboundRole(client, name);
}

/** Gives the role what it needs in this database, and takes everything else away. */
export async function grantToApplicationRole(client: Sql, name: string): Promise<void> {
  await client.begin(async (tx) => {
    const role = tx(name);
    const [database] = z
      .tuple([z.object({ name: z.string() })])
      .parse(await tx`select current_database() as name`);
    await tx`grant connect on database ${tx(database.name)} to ${role}`;
    await tx`grant usage on schema public to ${role}`;
    await tx`revoke all on all tables in schema public from ${role}`;
    await tx`grant select, insert, update, delete on all tables in schema public to ${role}`;
    for (const table of appendOnlyTables) await tx`revoke update, delete on ${tx(table)} from ${role}`;
    await tx`grant execute on function list_unstarted_runs(double precision) to ${role}`;
    await tx`grant execute on function list_unfinished_runs() to ${role}`;
  });
}

async function createRole(client: Sql, name: string): Promise<void> {
  try {
    await client`create role ${client(name)} login nosuperuser nobypassrls nocreatedb nocreaterole`;
  } catch (error) {
    // Roles belong to the server, not to the database that is locked: somebody else may have been quicker.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== duplicateObject && code !== uniqueViolation) throw error;
  }
}

/** Utility statements take no parameters, so PostgreSQL itself quotes the password. */
async function setPassword(client: Sql | TransactionSql, name: string, password: string): Promise<void> {
  const [statement] = z
    .tuple([z.object({ text: z.string() })])
    .parse(
      await client`select format('alter role %I login password %L', ${name}::text, ${password}::text) as text`,
    );
  await client.unsafe(statement.text);
}

async function refuseUnboundRole(client: Sql, name: string): Promise<void> {
  const unbound = await client`
    select from pg_roles
    where rolname = ${name} and (rolsuper or rolbypassrls or pg_has_role(oid, current_user, 'member'))
  `;
  if (unbound.length > 0) {
    throw new Error(
      `The role "${name}" is not bound by row-level security: it is a superuser, has BYPASSRLS, or has the rights of ` +
        'the owner. Name another role in DATABASE_URL.',
    );
  }
}
