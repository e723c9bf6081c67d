import { Readable } from 'node:stream';
import { loadTrainingImport } from '@understudy/db/training-imports/load-training-import';
import { listImportFaults, type FaultPlace } from '@understudy/db/training-imports/list-import-faults';
import { storedFaults } from '@understudy/activities/training-imports/store-faults';
import { faultReportHeader, faultReportRow } from '@understudy/domain/training-center/import/fault-report';
import type { Response } from 'express';
import type { ApiDependencies } from '../dependencies.ts';
import { sendAttachment } from '../downloads/send-attachment.ts';

const faultsPerPage = 2_000;

/**
 * Answers with every fault of an import as a CSV file, streamed.
 *
 * @throws UnderstudyError `not_found`
 */
export async function sendFaultReport(
  { database }: Pick<ApiDependencies, 'database'>,
  { userId, importId }: { userId: string; importId: string },
  response: Response,
): Promise<void> {
  const { fileName } = await database.asUser(userId, (tx) => loadTrainingImport(tx, importId));
  const contents = Readable.from(reportOf(database, userId, importId));
  const name = `${fileName.replace(/(?:\.[A-Za-z0-9]{1,8}){1,2}$/, '')}-faults.csv`;
  await sendAttachment(response, { fileName: name, mediaType: 'text/csv; charset=utf-8', contents });
}

async function* reportOf(
  database: ApiDependencies['database'],
  userId: string,
  importId: string,
): AsyncGenerator<string, void, void> {
  yield faultReportHeader;
  let after: FaultPlace | undefined;
  let count = 0;
  do {
    const request = { after, limit: faultsPerPage };
    const faults = await database.asUser(userId, (tx) => listImportFaults(tx, importId, request));
    if (faults.length > 0) yield faults.map(({ fault }) => faultReportRow(fault)).join('');
    count += faults.length;
    after = faults.at(-1)?.place;
  } while (after !== undefined);
  if (count >= storedFaults) yield note;
}

const note = `The list ends here: no more than ${storedFaults.toLocaleString('en')} faults are kept.\r\n`;
