import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from '../database.ts';
import { storableJson } from '../storable-text.ts';

const dialect = new PgDialect();

/**
 * Inserts many rows by one statement with one parameter, their JSON: PostgreSQL takes no more than 65,535 parameters,
 * and building one placeholder for each value costs more than the insert. Columns that the first row leaves out get
 * their default in every row.
 *
 * @param ending what follows the rows, such as `on conflict do nothing returning id`
 * @returns what `ending` returns
 */
export async function insertRows<Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  ending: SQL = sql``,
): Promise<Record<string, unknown>[]> {
  const statement = insertRowsStatement(table, rows, ending);
  return statement === null ? [] : (await tx.execute(statement)).rows;
}

/** The statement of `insertRows`; null without a row. */
export function insertRowsStatement<Table extends PgTable>(
  table: Table,
  rows: readonly Table['$inferInsert'][],
  ending: SQL = sql``,
): SQL | null {
  const [first] = rows;
  if (first === undefined) return null;
  const columns = Object.entries(getTableColumns(table)).filter(
    ([key, { defaultFn }]) => key in first || defaultFn !== undefined,
  );
  const named = rows.map((row: Record<string, unknown>) =>
    Object.fromEntries(
      columns.map(([key, { name, defaultFn }]) => [name, toJson(row[key] ?? defaultFn?.() ?? null)]),
    ),
  );
  const names = sql.raw(columns.map(([, { name }]) => dialect.escapeName(name)).join(', '));
  return sql`
    insert into ${table} (${names})
    select ${names} from json_populate_recordset(null::${table}, ${storableJson(named)}::json)
    ${ending}
  `;
}

/** Bytes in the form that PostgreSQL reads out of text; everything else has a form in JSON. */
function toJson(value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
}
