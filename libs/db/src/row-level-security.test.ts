import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from './new-id.ts';
import { appendOnlyTables } from './schema/append-only.ts';
import { seedEverything } from './testing/seed.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

const insufficientPrivilege = '42501';

let database: TestDatabase;
let application: Sql;
let tables: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  application = postgres(database.appUrl, { max: 2, onnotice: () => undefined });
  tables = (await database.ownerSql`select tablename from pg_tables where schemaname = 'public'`).map(
    (row) => `${row['tablename']}`,
  );
  await database.db.asUser('ash', seedEverything);
}, 60_000);

afterAll(async () => {
  await application.end();
  await database.close();
});

/** Runs statements as the application role on behalf of a user, and takes them back. */
async function actingAs<Result>(userId: string | null, work: (tx: Sql) => Promise<Result>): Promise<Result> {
  const connection = await application.reserve();
  await connection`begin`;
  try {
    if (userId !== null) await connection`select set_config('app.user_id', ${userId}, true)`;
    return await work(connection);
  } finally {
    await connection`rollback`;
    connection.release();
  }
}

async function countRows(userId: string | null, table: string): Promise<number> {
  return await actingAs(userId, async (tx) => (await tx`select from ${tx(table)}`).length);
}

/** Rows that a statement touched; 0 where the role has no right to it at all. */
async function touchedRows(statement: Promise<{ count: number }>): Promise<number> {
  try {
    return (await statement).count;
  } catch (error) {
    expect(error).toMatchObject({ code: insufficientPrivilege });
    return 0;
  }
}

describe('the schema', () => {
  it('has row-level security with the one policy on every table', async () => {
    const rows = await database.ownerSql`
      select c.relname, c.relrowsecurity, p.policyname, p.cmd, p.permissive, p.qual, p.with_check
      from pg_class c
      left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    `;
    expect(rows.length).toBe(tables.length);
    for (const row of rows) {
      expect(row, `${row['relname']}`).toMatchObject({
        relrowsecurity: true,
        policyname: 'own_rows_only',
        cmd: 'ALL',
        permissive: 'PERMISSIVE',
      });
      expect(row['qual']).toMatch(/^\(user_id = \( SELECT NULLIF\(current_setting\('app\.user_id'/);
      expect(row['with_check']).toBe(row['qual']);
    }
  });

  it('has a user on every row, and in every reference from row to row', async () => {
    const withUser = await database.ownerSql`
      select table_name from information_schema.columns
      where table_schema = 'public' and column_name = 'user_id' and is_nullable = 'NO'
    `;
    expect(withUser.map((row) => row['table_name']).sort()).toEqual([...tables].sort());
    const references = await database.ownerSql`
      select conname, pg_get_constraintdef(oid) as definition from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace
    `;
    expect(references.length).toBeGreaterThan(15);
    for (const { definition } of references) {
      expect(definition).toMatch(/^FOREIGN KEY \(\w+, user_id\) REFERENCES \w+\(id, user_id\)/);
    }
  });
});

describe('the application role', () => {
  it('owns nothing, and is neither superuser nor past row-level security', async () => {
    const [role] = await application`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::integer from pg_class where relowner = pg_roles.oid) as owned
      from pg_roles where rolname = current_user
    `;
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
    });
  });

  it('cannot switch row-level security off, change the policies or make tables', async () => {
    const attempts = [
      'alter table runs disable row level security',
      'drop policy own_rows_only on runs',
      'create policy everything on runs using (true)',
      'truncate runs',
      'create table public.mine (id integer)',
      'alter role current_user bypassrls',
      'select * from drizzle.__drizzle_migrations',
    ];
    for (const attempt of attempts) {
      await expect(application.unsafe(attempt), attempt).rejects.toMatchObject({
        code: insufficientPrivilege,
      });
    }
  });

  it('gets an error, not the rows, when it asks for queries past row-level security', async () => {
    await actingAs('misty', async (tx) => {
      await tx`set local row_security = off`;
      await expect(tx`select * from runs`).rejects.toMatchObject({ code: insufficientPrivilege });
    });
  });

  it('can add to the records of what happened, but never change or delete them', async () => {
    expect(appendOnlyTables).toContain('run_events');
    for (const table of appendOnlyTables) {
      for (const statement of [`update ${table} set user_id = user_id`, `delete from ${table}`]) {
        await actingAs('ash', async (tx) => {
          await expect(tx.unsafe(statement)).rejects.toMatchObject({ code: insufficientPrivilege });
        });
      }
    }
  });
});

/** The statement that inserts a row given as JSON; generated columns make their own values. */
async function insertOf(table: string): Promise<string> {
  const columns = await database.ownerSql`
    select quote_ident(attname) as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
  `;
  const names = columns.map((column) => column['name']).join(', ');
  return `insert into ${table} (${names}) overriding user value
    select ${names} from jsonb_populate_record(null::${table}, $1)`;
}

describe('a user', () => {
  it('sees their own rows in every table', async () => {
    for (const table of tables) expect(await countRows('ash', table), table).toBeGreaterThan(0);
  });

  it('sees nothing of somebody else, and nobody sees anything without being named', async () => {
    for (const table of tables) {
      expect(await countRows('misty', table), table).toBe(0);
      expect(await countRows(null, table), table).toBe(0);
      expect(await countRows('', table), table).toBe(0);
    }
  });

  it('changes and deletes nothing of somebody else', async () => {
    for (const table of tables) {
      for (const statement of [`update ${table} set user_id = user_id`, `delete from ${table}`]) {
        const touched = await actingAs('misty', (tx) => touchedRows(tx.unsafe(statement)));
        expect(touched, `${statement} (${table})`).toBe(0);
      }
    }
  });

  it('cannot write rows in the name of somebody else', async () => {
    for (const table of tables) {
      const [row] = await database.ownerSql`select to_jsonb(t) as json from ${database.ownerSql(table)} t`;
      await actingAs('misty', async (tx) => {
        const copy = tx.unsafe(await insertOf(table), [row?.['json']]);
        await expect(copy, table).rejects.toMatchObject({ code: insufficientPrivilege });
      });
    }
  });

  it('cannot hang rows of their own on a row of somebody else', async () => {
    const children = await database.ownerSql`
      select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace
    `;
    expect(children.length).toBeGreaterThan(15);
    for (const { name: table } of children) {
      const [row] = await database.ownerSql`select to_jsonb(t) as json from ${database.ownerSql(table)} t`;
      const stolen = { ...row?.['json'], id: newId(), sequence: 999, position: 999, user_id: 'misty' };
      await actingAs('misty', async (tx) => {
        const insert = tx.unsafe(await insertOf(table), [stolen]);
        // A foreign key that does not match, or a unique one that is taken: refused in both cases.
        await expect(insert, table).rejects.toMatchObject({ code: expect.stringMatching(/^2350[35]$/) });
      });
    }
  });
});
