import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import postgres from 'postgres';

/** What PostgreSQL itself takes for the same rows, without any validation, by its own COPY. */
export interface CopyPeer {
  /** COPY of the user's examples out of the table, the columns that a download needs, to nowhere. Milliseconds. */
  readonly readExamples: (user: string) => Promise<number>;
  /**
   * Takes the user's rows out of the table and copies them in again, all columns: into the table with its indexes and
   * constraints, and into one that has neither. Milliseconds.
   */
  readonly writeExamples: (user: string, file: string) => Promise<{ table: number; bareTable: number }>;
  readonly close: () => Promise<void>;
}

/** COPY as the owner of the tables: for the application's role PostgreSQL refuses it, because of row-level security. */
export function openCopyPeer(databaseOwnerUrl: string): CopyPeer {
  const sql = postgres(databaseOwnerUrl, { max: 1, onnotice: () => undefined });
  const rowsOf = (user: string) => `select %COLUMNS% from avatar_training_examples where user_id = '${user}'`;

  const copyIn = async (table: string, columns: string, file: string): Promise<number> => {
    const startedAt = performance.now();
    const target = await sql.unsafe(`copy ${table} (${columns}) from stdin`).writable();
    await pipeline(createReadStream(file, { highWaterMark: 262_144 }), target);
    return performance.now() - startedAt;
  };

  return {
    async readExamples(user) {
      const columns = 'id, instruction, context, response, rejected_response, content, pattern_type, genre';
      const startedAt = performance.now();
      const query = `copy (${rowsOf(user).replace('%COLUMNS%', columns)} order by id) to stdout`;
      await pipeline(await sql.unsafe(query).readable(), nowhere());
      return performance.now() - startedAt;
    },
    async writeExamples(user, file) {
      const named = await sql<{ name: string }[]>`
        select quote_ident(attname) as name from pg_attribute
        where attrelid = 'avatar_training_examples'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      `;
      const columns = named.map(({ name }) => name).join(', ');
      const query = `copy (${rowsOf(user).replace('%COLUMNS%', columns)} order by id) to stdout`;
      await pipeline(await sql.unsafe(query).readable(), createWriteStream(file));
      if ((await stat(file)).size === 0) throw new Error('There are no rows to copy');
      await sql`delete from avatar_training_examples where user_id = ${user}`;
      await sql`vacuum avatar_training_examples`;
      const table = await copyIn('avatar_training_examples', columns, file);
      await sql.unsafe(
        `create table bare_examples as select ${columns} from avatar_training_examples with no data`,
      );
      const bareTable = await copyIn('bare_examples', columns, file);
      await sql`drop table bare_examples`;
      return { table, bareTable };
    },
    close: () => sql.end(),
  };
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
