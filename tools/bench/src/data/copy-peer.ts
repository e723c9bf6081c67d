import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';

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
export async function openCopyPeer(databaseOwnerUrl: string): Promise<CopyPeer> {
  const client = new pg.Client({ connectionString: databaseOwnerUrl });
  await client.connect();

  const copyOut = (columns: string, user: string, target: Writable): Promise<void> =>
    pipeline(
      client.query(
        copyTo(
          `copy (select ${columns} from avatar_training_examples where user_id = ${client.escapeLiteral(user)} order by id) to stdout`,
        ),
      ),
      target,
    );

  const copyIn = async (table: string, columns: string, file: string): Promise<number> => {
    const startedAt = performance.now();
    const target = client.query(copyFrom(`copy ${table} (${columns}) from stdin`));
    await pipeline(createReadStream(file, { highWaterMark: 262_144 }), target);
    return performance.now() - startedAt;
  };

  return {
    async readExamples(user) {
      const columns = 'id, instruction, context, response, rejected_response, content, pattern_type, genre';
      const startedAt = performance.now();
      await copyOut(columns, user, nowhere());
      return performance.now() - startedAt;
    },
    async writeExamples(user, file) {
      const columns = await writableColumns(client);
      await copyOut(columns, user, createWriteStream(file));
      if ((await stat(file)).size === 0) throw new Error('There are no rows to copy');
      await client.query('delete from avatar_training_examples where user_id = $1', [user]);
      await client.query('vacuum avatar_training_examples');
      const table = await copyIn('avatar_training_examples', columns, file);
      await client.query(
        `create table bare_examples as select ${columns} from avatar_training_examples with no data`,
      );
      const bareTable = await copyIn('bare_examples', columns, file);
      await client.query('drop table bare_examples');
      return { table, bareTable };
    },
    close: () => client.end(),
  };
}

const columnsSchema = z.array(z.object({ name: z.string() }));

async function writableColumns(client: pg.Client): Promise<string> {
  const { rows } = await client.query(`
    select quote_ident(attname) as name from pg_attribute
    where attrelid = 'avatar_training_examples'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
  `);
  return columnsSchema
    .parse(rows)
    .map(({ name }) => name)
    .join(', ');
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
