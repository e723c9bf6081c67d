import postgres from 'postgres';

/** Name of the database. */
export const databaseName = 'understudy';
/** Owns the schema, runs migrations, and creates the application role. */
export const ownerRole = 'understudy_owner';
/** What the API and the worker connect as: not the owner, so that row-level security binds it. */
export const applicationRole = 'understudy_app';

/** Addresses of the database, by role. */
export interface DatabaseUrls {
  /** As the application role. */
  readonly applicationUrl: string;
  /** As the owner. */
  readonly ownerUrl: string;
}

/**
 * Creates the owner and its database on an embedded server unless they exist, and sets the owner's password. The
 * application role is created by the owner's migration.
 * @param superuserUrl address of the maintenance database as a superuser.
 * @param ownerPassword hexadecimal digits.
 * @returns address of the database as its owner.
 */
export async function ensureDatabase(superuserUrl: string, ownerPassword: string): Promise<string> {
  // ALTER ROLE takes no parameters.
  if (!/^[0-9a-f]+$/.test(ownerPassword)) throw new Error('a generated password must be hexadecimal');
  const sql = postgres(superuserUrl, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${ownerRole}`;
    if (role === undefined) await sql`create role ${sql(ownerRole)}`;
    // Tests create databases and roles of their own.
    await sql`alter role ${sql(ownerRole)} login createdb createrole password ${sql.unsafe(`'${ownerPassword}'`)}`;
    const [database] = await sql`select 1 from pg_database where datname = ${databaseName}`;
    if (database === undefined) await sql`create database ${sql(databaseName)} owner ${sql(ownerRole)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
  const url = new URL(superuserUrl);
  url.pathname = `/${databaseName}`;
  return withRole(url.href, ownerRole, ownerPassword);
}

/** The address of a database as another role. */
export function withRole(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = password;
  return changed.href;
}
