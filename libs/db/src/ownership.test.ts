import { globSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createDatabase, type Database, type Transaction } from './database.ts';
import {
  callsAnsweredEmpty,
  callsAnsweredNotFound,
  callsWithoutAnswer,
  ownedIdsSchema,
} from './testing/calls-with-ids.ts';
import { seedEverything } from './testing/seed.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

const foreignKeyViolation = '23503';

let database: TestDatabase;
/** As the owner of the tables, whom no policy binds: here the conditions of the queries stand alone. */
let owner: Database;
let ids: z.infer<typeof ownedIdsSchema>;
let tables: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { ownerUrl, ownerSql } = database;
  owner = createDatabase({ url: ownerUrl, maxConnections: 2, applicationName: 'understudy-test' });
  const seeded = await owner.asUser('ash', seedEverything);
  const [others] = await ownerSql`
    select batch.id as "batchId", batch.run_id as "batchRunId",
      (select id from conversations) as "conversationId",
      (select id from chat_messages) as "chatMessageId",
      (select id from notifications) as "notificationId",
      (select id from knowledge_chunks) as "chunkId",
      (select id from training_files) as "trainingFileId",
      (select id from avatar_training_examples where conversation_id is not null) as "exampleId",
      (select id from training_imports) as "importId",
      (select id from avatar_fine_tune_jobs) as "fineTuneJobId",
      (select id from fine_tune_schedules) as "scheduleId",
      (select id from fine_tune_batches) as "fineTuneBatchId",
      (select id from model_experiments) as "experimentId",
      (select id from avatar_fine_tune_files) as "fineTuneFileId",
      (select run_id from knowledge_documents) as "documentRunId"
    from auto_train_batches batch
  `;
  ids = ownedIdsSchema.parse({ ...seeded, ...others });
  await ownerSql`update avatar_training_files set status = 'failed'`;
  await ownerSql`update conversations set avatar_speaker = 'Ash'`;
  await ownerSql`update avatar_profiles set active_fine_tuned_model = 'tuned'`;
  tables = (await ownerSql`select tablename from pg_tables where schemaname = 'public'`).map(
    (row) => `${row['tablename']}`,
  );
}, 60_000);

afterAll(async () => {
  await owner.close();
  await database.close();
});

/** What ash has, row by row. */
async function readRowsOfAsh(tx: Transaction): Promise<unknown[]> {
  const selects = tables.map(
    (table) => sql`
      select ${table}::text as name, to_jsonb(t) as content
      from ${sql.identifier(table)} t where user_id = 'ash'
    `,
  );
  const all = sql.join(selects, sql` union all `);
  return (await tx.execute(sql`select * from (${all}) as everything order by name, content::text`)).rows;
}

/** The answer that misty gets; what ash has must be as it was. Taken back in any case. */
async function askAsMisty(call: (tx: Transaction) => Promise<unknown>): Promise<unknown> {
  let answer: unknown;
  const takenBack = new Error('Taken back');
  // Some calls copy.
  const asked = owner.asUserForCopy('misty', async (tx) => {
    const before = await readRowsOfAsh(tx);
    expect(new Set(before.map((row) => Object(row).name)).size).toBe(tables.length);
    answer = await call(tx);
    expect(await readRowsOfAsh(tx)).toEqual(before);
    throw takenBack;
  });
  await asked.catch((error: unknown) => {
    if (error !== takenBack) throw error;
  });
  return answer;
}

describe('past row-level security', () => {
  it('the owner sees the rows of everybody', async () => {
    await owner.asUser('misty', async (tx) => {
      expect((await tx.execute(sql`select from runs`)).rows).toHaveLength(6);
    });
  });

  // The IDs are not known yet when the tests are named: a call reads them when it is made.
  const namesOf = (calls: (of: typeof ids) => object) => Object.keys(calls(ownedIdsSchema.parse(noIds)));

  it.each(namesOf(callsAnsweredNotFound))('%s does not find what somebody else has', async (name) => {
    const call = callsAnsweredNotFound(ids)[name];
    await expect(askAsMisty(async (tx) => await call?.(tx))).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(namesOf(callsAnsweredEmpty))('%s gives nothing of what somebody else has', async (name) => {
    const [call, answer] = callsAnsweredEmpty(ids)[name] ?? [];
    expect(await askAsMisty(async (tx) => await call?.(tx))).toEqual(answer);
  });

  it.each(namesOf(callsWithoutAnswer))('%s changes nothing of what somebody else has', async (name) => {
    const call = callsWithoutAnswer(ids)[name];
    const asked = askAsMisty(async (tx) => await call?.(tx));
    await asked.catch((error: unknown) => {
      expect(error).toMatchObject({ code: foreignKeyViolation });
    });
  });
});

const noIds = Object.fromEntries(
  Object.keys(ownedIdsSchema.shape).map((name) => [name, '00000000-0000-7000-8000-000000000000']),
);

/** Functions that take a transaction and are not called above. */
const notAsked: Record<string, string> = {
  copyOutRows: 'takes a query, not IDs',
  insertRows: 'takes rows, not IDs; inserts as the user of the transaction',
  insertItems: 'only inserts, into a batch that a foreign key holds to its user',
  insertExamples: 'only inserts, as insertItems',
  insertRejections: 'only inserts, as insertItems',
  insertMessages: 'only inserts, as insertItems',
  openRunAccount: 'only inserts, as insertItems',
  ensureRunAccount: 'only inserts, as openRunAccount',
  logTrainingEvent: 'only inserts, as insertItems',
  queueRun: 'called by createTrainingSession and createAutoTrainBatch',
  writeRunEvent: 'takes a run that lockRun has found',
  writeItemsEvent: 'takes a run that lockRun has found',
  mirrorTrainingStatus: 'takes a run that lockRun has found',
  releaseWhenEnded: 'takes a run that lockRun has found',
  releaseIfPaidWhenEnded: 'as releaseWhenEnded',
  mirrorImportStatus: 'takes a run that lockRun has found',
  commitWithoutFlush: 'changes how the transaction commits, no rows',
  selectTrainingImports: 'called by getTrainingImport and listTrainingImports',
  followEnrichment: 'takes a run that lockRun has found',
  followBuild: 'takes a run that lockRun has found',
  queueBuild: 'called by createTrainingFile and addConversations',
  storeChanges: 'takes accounts that lockRunAccount has found',
  closeEntries: 'takes entries that findEntries has found',
  insertDocumentChunks: 'only inserts, for a document that loadKnowledgeDocument has found',
  insertExampleChunks: 'only inserts, as insertItems',
  selectKnowledgeDocuments: 'called by getKnowledgeDocument and listKnowledgeDocuments',
  selectFineTuneJobs: 'called by getFineTuneJob and listFineTuneJobs',
  selectAvatars: 'called by getAvatar and listAvatars',
  selectPromptVersions: 'called by getPromptVersion and listPromptVersions',
  selectSessionSummaries: 'called by getTrainingSession and listTrainingSessions',
  lockMonthAccounts: 'takes months, of which every user has their own',
  findLikelyDuplicates: 'searches by a database function that asks for the user itself',
  lockSignatures: 'takes a lock of the user of the transaction, no rows',
  createAvatar: 'takes no ID',
  uploadBegun: 'only inserts; takes an ID that the caller has made',
  insertNotification: 'takes no ID',
  setBudget: 'takes no ID; the key of its table is the user',
  setUserSettings: 'takes no ID; the key of its table is the user',
};

/** Functions that give a statement which is a transaction of its own (`Database.asUserAtOnce`). */
const ownStatements = ['workflowStarted', 'uploadBegun', 'avatarNamed'];

const sources = globSync('**/*.ts', { cwd: import.meta.dirname, exclude: ['**/*.test.ts', '**/*-tmp.ts'] })
  .filter((path) => !/^(schema|testing|migration)\//.test(path))
  .map((path) => ({ path, text: readFileSync(`${import.meta.dirname}/${path}`, 'utf8') }));

/** How many queries of a file need no condition of their own. */
const unfenced: Record<string, number> = {
  // A series of numbers is nobody's; what is joined to it has the condition.
  'auto-train/list-missing-items.ts': 1,
  // What the fleet shares is nobody's.
  'fleet/provider-paces.ts': 1,
  // A page of what is asked for in it with its scope.
  'training-imports/scope-contents.ts': 1,
  // What is read a second time is what the first reading gave.
  'training-examples/list-removals.ts': 1,
  // What is read and what is written share theirs.
  'training-files/refresh-training-file.ts': 1,
  // What was written is taken from the writing itself.
  'runs/queue-run.ts': 1,
  'training-sessions/create-training-session.ts': 1,
  // Two counts share theirs.
  'training-sessions/session-summary.ts': 1,
};

describe('the sources', () => {
  it('have no query that is not asked for the rows of somebody else', () => {
    const declared = /export (?:async )?function (\w+)(?:<[^>]*>)?\(\s*tx: Transaction/g;
    const queries = sources.flatMap(({ text }) => [...text.matchAll(declared)].map(([, name]) => name));
    const asked = [callsAnsweredNotFound, callsAnsweredEmpty, callsWithoutAnswer].flatMap((calls) =>
      Object.keys(calls(ownedIdsSchema.parse(noIds))),
    );
    expect([...queries, ...ownStatements].sort()).toEqual([...asked, ...Object.keys(notAsked)].sort());
  });

  it('name the user in every query', () => {
    const query = /(?<!Array|Buffer)\.from\(|tx\s*\.(?:update|delete|\$count)\(|\b(?:from|update|join) \$\{/g;
    for (const { path, text } of sources) {
      const queries = [...text.matchAll(query)].length - (unfenced[path] ?? 0);
      const fences = [...text.matchAll(/(?<!function )\b(?:mine|inScope)\(/g)].length;
      expect(fences, path).toBeGreaterThanOrEqual(queries);
    }
  });
});
