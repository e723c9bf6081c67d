import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Transaction } from '@understudy/db/database';
import {
  createTrainingImport,
  type NewTrainingImport,
} from '@understudy/db/training-imports/create-training-import';
import { getTrainingImport } from '@understudy/db/training-imports/get-training-import';
import { avatarTrainingExamples } from '@understudy/db/schema/training-examples';
import { describeImport } from '@understudy/db/testing/seed-training-import';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import type { ImportExamplesResult } from '@understudy/domain/training-center/contracts/training-import-contract';
import { createObjectStorage, type ObjectStorage } from '../storage/object-storage.ts';
import { checkImport } from '../training-imports/check-import.ts';
import { endImport } from '../training-imports/end-import.ts';
import type { ImportReference } from '../training-imports/import-reference.ts';
import { importRecords } from '../training-imports/import-records.ts';

/** The content of a file to import. */
export type FileContent = string | Uint8Array | Readable;

/** The activities of imports over a database and a storage folder of their own, without Temporal. */
export class TestImporter {
  readonly database: TestDatabase;
  readonly storage: ObjectStorage;
  readonly #folder: string;
  readonly #signal = new AbortController().signal;

  private constructor(database: TestDatabase, folder: string) {
    this.database = database;
    this.#folder = folder;
    this.storage = createObjectStorage({ kind: 'folder', folder });
  }

  static async start(): Promise<TestImporter> {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-import-'));
    return new TestImporter(await createTestDatabase(), folder);
  }

  async close(): Promise<void> {
    await this.database.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get dependencies() {
    // As when Temporal is away: what follows an import stays queued.
    const starter = { start: () => Promise.reject(new Error('There is no Temporal here')) };
    return { database: this.database.db, storage: this.storage, starter };
  }

  as<Result>(userId: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.database.db.asUser(userId, work);
  }

  /** Stores a file and queues its import, as the API does. */
  async queue(
    userId: string,
    content: FileContent,
    changes: Partial<NewTrainingImport> = {},
  ): Promise<ImportReference> {
    const described = describeImport(changes);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const measured = (content instanceof Readable ? content : Readable.from([Buffer.from(content)])).map(
      (part: Uint8Array) => {
        sizeBytes += part.byteLength;
        hash.update(part);
        return part;
      },
    );
    await this.storage.put(described.storageKey, measured);
    const contentDigest = hash.digest('hex');
    const { runId } = await this.as(userId, (tx) =>
      createTrainingImport(tx, { ...described, sizeBytes, contentDigest }),
    );
    return { runId, userId, attempt: 1 };
  }

  check = (reference: ImportReference) => checkImport(this.dependencies, reference, this.#signal);
  store = (reference: ImportReference, signal = this.#signal) =>
    importRecords(this.dependencies, reference, signal);
  end = (reference: ImportReference): Promise<ImportExamplesResult> =>
    endImport(this.dependencies, { ...reference, outcome: 'completed' });

  /** Imports a file from its check to its end. */
  async import(userId: string, content: FileContent, changes: Partial<NewTrainingImport> = {}) {
    const reference = await this.queue(userId, content, changes);
    await this.check(reference);
    await this.store(reference);
    await this.end(reference);
    return await this.read(reference);
  }

  read = ({ userId, runId }: ImportReference) => this.as(userId, (tx) => getTrainingImport(tx, runId));

  /** Every example of a user in order, removed ones included. */
  examples = (userId: string) =>
    this.as(userId, (tx) => tx.select().from(avatarTrainingExamples).orderBy(avatarTrainingExamples.id));
}
