import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Database } from '@understudy/db/database';
import { loadFineTuneExamples } from '@understudy/db/fine-tune/fine-tune-examples';
import type { PreparedFile } from '@understudy/db/fine-tune/record-preparation';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ExampleRules } from '@understudy/domain/fine-tune/preparation/prepare-example';
import {
  TrainingFileWriter,
  type TrainingFileReport,
} from '@understudy/domain/fine-tune/preparation/training-file-writer';
import type { FileFinding } from '@understudy/domain/fine-tune/validation/file-finding';
import type { ObjectStorage } from '../storage/object-storage.ts';
import type { FineTuneData } from './collect-candidates.ts';

/** A file of a job that is to be written. */
export type TrainingFileOrder = {
  purpose: 'training' | 'validation';
  /** What the provider sees it called; carries the job's mark. */
  fileName: string;
  storageKey: string;
  exampleIds: readonly string[];
};

const pageSize = 200;
const mostFindings = 5;

/**
 * The second pass: writes the planned examples as JSON lines into object storage, a page at a time, and checks every line
 * by the provider's rules before a byte is uploaded there.
 *
 * @throws UnderstudyError `validation_failed` where the provider would refuse the file
 */
export async function writeTrainingFile(
  { database, storage }: { database: Database; storage: ObjectStorage },
  data: FineTuneData,
  rules: ExampleRules,
  { purpose, fileName, storageKey, exampleIds }: TrainingFileOrder,
  signal: AbortSignal,
): Promise<{ file: PreparedFile; report: TrainingFileReport }> {
  const writer = new TrainingFileWriter(rules, purpose);
  const findings: FileFinding[] = [];
  const digest = createHash('sha256');
  const lines = async function* (): AsyncGenerator<Buffer> {
    for (let from = 0; from < exampleIds.length; from += pageSize) {
      signal.throwIfAborted();
      const ids = exampleIds.slice(from, from + pageSize);
      const page = await database.asUser(data.userId, (tx) => loadFineTuneExamples(tx, data, ids));
      let text = '';
      for (const { example } of page) {
        const written = writer.write(example);
        text += written.text;
        findings.push(...written.findings.slice(0, mostFindings - findings.length));
      }
      const bytes = Buffer.from(text);
      digest.update(bytes);
      yield bytes;
    }
  };
  await storage.put(storageKey, Readable.from(lines()));
  const { findings: ofFile, report } = writer.finish();
  if (!report.isAcceptable) throw refused(fileName, [...findings, ...ofFile]);
  const { bytes: sizeBytes, examples: rowCount } = report;
  const contentDigest = digest.digest('hex');
  return { file: { purpose, fileName, storageKey, sizeBytes, contentDigest, rowCount }, report };
}

function refused(fileName: string, findings: readonly FileFinding[]): UnderstudyError {
  const said = findings.slice(0, mostFindings).map(({ line, reason }) => `line ${String(line)}: ${reason}`);
  return new UnderstudyError(
    'validation_failed',
    `The provider would refuse ${fileName}: ${said.join(' ')} Change or remove these examples and retry.`,
  );
}
