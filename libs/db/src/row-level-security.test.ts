import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from './new-id.ts';
import { appendOnlyTables } from './schema/append-only.ts';
import { seedEverything } from './testing/seed.ts';
import { createTestDatabase } from './testing/test-database.ts';

const insufficientPrivilege = '42501';

const database = await createTestDatabase();
const application = postgres(database.appUrl, { max: 2, onnotice: () => undefined });

/** Tables, views and whatever else holds rows, outside of PostgreSQL's own schemas, as the catalogue has them. */
const relations = await database.ownerSql`
  select n.nspname as schema, c.relname as name, a.attname is not null as "hasUser"
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and a.attnotnull and not a.attisdropped
  where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
  order by c.relname
`;
const tables = relations.filter(({ hasUser }) => hasUser === true).map(({ name }) => `${name}`);

/** Those without a user, and why that is right. */
const withoutUser: Readonly<Record<string, string>> = {
  'fleet.provider_paces': 'When a provider may be called next by the whole fleet: nothing of anybody.',
  'drizzle.__drizzle_migrations':
    'Says which migrations ran. The application role has no right to its schema.',
};

/** Functions that run with the rights of the owner, past row-level security, and why each may. */
const definerFunctions: Readonly<Record<string, string>> = {
  find_knowledge_by_vector: 'Searches by an index, and asks for the user itself.',
  find_knowledge_by_words: 'Searches by an index, and asks for the user itself.',
  find_signatures_sharing_bands: 'Searches by an index, and asks for the user itself.',
  list_abandoned_uploads: 'The sweep serves all users; answers with IDs and places of objects.',
  list_avatars_with_models: 'The watcher of shutdowns serves all users; answers with IDs.',
  list_unfinished_runs: 'The sweep serves all users; answers with IDs.',
  list_unstarted_runs: 'The sweep serves all users; answers with IDs.',
  purge_removed_examples:
    'The sweep serves all users; deletes what was removed 30 days ago, answers with a number.',
};

beforeAll(async () => {
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
  it('has a user on every row of every table, but for those that are listed with a reason', () => {
    const others = relations.filter(({ hasUser }) => hasUser !== true);
    expect(others.map(({ schema, name }) => `${schema}.${name}`).sort()).toEqual(
      Object.keys(withoutUser).sort(),
    );
    expect(tables.length).toBeGreaterThan(40);
  });

  it('has a user in every reference from row to row', async () => {
    const references = await database.ownerSql`
      select conname, pg_get_constraintdef(oid) as definition from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace
    `;
    expect(references.length).toBeGreaterThan(15);
    for (const { definition } of references) {
      expect(definition).toMatch(/^FOREIGN KEY \(\w+, user_id\) REFERENCES \w+\(id, user_id\)/);
    }
  });

  it('has no function past row-level security but those that are listed with a reason', async () => {
    const functions = await database.ownerSql`
      select proname as name, proconfig as settings, coalesce(proacl::text, '=X/') as rights from pg_proc
      where prosecdef and pronamespace = 'public'::regnamespace order by proname
    `;
    expect(functions.map(({ name }) => name)).toEqual(Object.keys(definerFunctions));
    for (const { name, settings, rights } of functions) {
      expect(rights, `${name} may not be called by everybody`).not.toMatch(/[{,]=|^=/);
      expect(settings, `${name} has a search path of its own`).toContainEqual(
        expect.stringMatching(/^search_path=/),
      );
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

const children = (
  await database.ownerSql`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace
  `
).map(({ name }) => `${name}`);

describe.each(tables)('the table %s', (table) => {
  it('has row-level security with the one policy', async () => {
    const rows = await database.ownerSql`
      select c.relrowsecurity, p.policyname, p.cmd, p.permissive, p.qual, p.with_check
      from pg_class c
      left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname
      where c.oid = ${table}::regclass
    `;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      relrowsecurity: true,
      policyname: 'own_rows_only',
      cmd: 'ALL',
      permissive: 'PERMISSIVE',
      qual: expect.stringMatching(/^\(user_id = \( SELECT NULLIF\(current_setting\('app\.user_id'/),
      with_check: rows[0]?.['qual'],
    });
  });

  it('shows its rows to their user, to nobody else, and to nobody who is not named', async () => {
    expect(await countRows('ash', table)).toBeGreaterThan(0);
    for (const user of ['misty', null, '']) expect(await countRows(user, table)).toBe(0);
  });

  it.each([`update ${table} set user_id = user_id`, `delete from ${table}`])(
    'is not touched by somebody else: %s',
    async (statement) => {
      expect(await actingAs('misty', (tx) => touchedRows(tx.unsafe(statement)))).toBe(0);
    },
  );

  it('takes no rows in the name of somebody else', async () => {
    const [row] = await database.ownerSql`select to_jsonb(t) as json from ${database.ownerSql(table)} t`;
    await actingAs('misty', async (tx) => {
      const copy = tx.unsafe(await insertOf(table), [row?.['json']]);
      await expect(copy).rejects.toMatchObject({ code: insufficientPrivilege });
    });
  });

  it('lets nobody give their rows to somebody else', async () => {
    await actingAs('ash', async (tx) => {
      const gift = tx.unsafe(`update ${table} set user_id = 'misty'`);
      await expect(gift).rejects.toMatchObject({ code: insufficientPrivilege });
    });
  });

  it.runIf(children.includes(table))('lets nobody hang rows on a row of somebody else', async () => {
    const [row] = await database.ownerSql`select to_jsonb(t) as json from ${database.ownerSql(table)} t`;
    const stolen = { ...row?.['json'], id: newId(), sequence: 999, position: 999, user_id: 'misty' };
    await actingAs('misty', async (tx) => {
      const insert = tx.unsafe(await insertOf(table), [stolen]);
      // A foreign key that does not match, or a unique one that is taken: refused in both cases.
      await expect(insert).rejects.toMatchObject({ code: expect.stringMatching(/^2350[35]$/) });
    });
  });
});
