import postgres from 'postgres';

/** Name of the database. */
export const databaseName = 'understudy';
/** Owns the schema and runs migrations. */
export const ownerRole = 'understudy_owner';
/** What the API and the worker connect as: not the owner, so that row-level security binds it. */
export const applicationRole = 'understudy_app';

/** Passwords of the two roles. */
export interface RolePasswords {
  readonly owner: string;
  readonly application: string;
}

/** Addresses of the database, by role. */
export interface DatabaseUrls {
  /** As the application role. */
  readonly applicationUrl: string;
  /** As the owner. */
  readonly ownerUrl: string;
}

/**
 * Creates the database and both roles unless they exist, and sets their passwords.
 * @param superuserUrl address of the maintenance database as a superuser.
 */
export async function ensureDatabase(superuserUrl: string, passwords: RolePasswords): Promise<DatabaseUrls> {
  await withConnection(superuserUrl, async (sql) => {
    await ensureRole(sql, ownerRole, passwords.owner);
    await ensureRole(sql, applicationRole, passwords.application);
    const [existing] = await sql`select 1 from pg_database where datname = ${databaseName}`;
    if (existing === undefined) await sql`create database ${sql(databaseName)} owner ${sql(ownerRole)}`;
  });
  return {
    applicationUrl: databaseUrl(superuserUrl, applicationRole, passwords.application),
    ownerUrl: databaseUrl(superuserUrl, ownerRole, passwords.owner),
  };
}

/**
 * Creates the application role on a server that is not ours, unless it exists, and sets its password.
 * @param ownerUrl address of the product's database as its owner.
 * @throws with advice if the owner may not create roles.
 */
export async function ensureApplicationRole(ownerUrl: string, password: string): Promise<DatabaseUrls> {
  try {
    await withConnection(ownerUrl, (sql) => ensureRole(sql, applicationRole, password));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The role ${applicationRole} could not be created at DATABASE_URL (${reason}). Give a role that may create ` +
        'roles, or create a second role yourself and set DATABASE_URL (application) and DATABASE_OWNER_URL (owner).',
      { cause: error },
    );
  }
  const application = new URL(ownerUrl);
  application.username = applicationRole;
  application.password = password;
  return { applicationUrl: application.href, ownerUrl };
}

async function ensureRole(sql: postgres.Sql, role: string, password: string): Promise<void> {
  const [existing] =
    await sql`select rolsuper or rolbypassrls as unbound from pg_roles where rolname = ${role}`;
  if (existing?.['unbound'] === true) throw new Error(`the role ${role} is not bound by row-level security`);
  if (existing === undefined) await sql`create role ${sql(role)}`;
  // ALTER ROLE takes no parameters; passwords are ours, hexadecimal digits only.
  if (!/^[0-9a-f]+$/.test(password)) throw new Error('a generated password must be hexadecimal');
  await sql`alter role ${sql(role)} login password ${sql.unsafe(`'${password}'`)}`;
}

async function withConnection(url: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function databaseUrl(superuserUrl: string, role: string, password: string): string {
  const url = new URL(superuserUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${databaseName}`;
  return url.href;
}
