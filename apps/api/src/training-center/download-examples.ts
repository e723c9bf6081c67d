import { Readable } from 'node:stream';
import { exampleStats } from '@understudy/db/training-examples/example-stats';
import { findQualityReport } from '@understudy/db/training-quality/quality-report';
import {
  downloadFileName,
  type DownloadPreview,
  type DownloadQuery,
} from '@understudy/domain/training-center/contracts/download-examples';
import { dataSetCard } from '@understudy/domain/training-center/export/data-set-card';
import { fitReasons, fitReasonTitles } from '@understudy/domain/training-center/export/format-fit';
import { formatFacts, type ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import type { QualityReport } from '@understudy/domain/training-center/quality/quality-report';
import type { ApiDependencies } from '../dependencies.ts';
import type { Attachment } from '../downloads/send-attachment.ts';
import { readAskedAvatar } from './asked-avatar.ts';
import { exportExamples } from './export-examples.ts';
import { nothingToDownload } from './export-pages.ts';
import { tallyOf } from './preview-download.ts';

/** A download, and whose. */
export type ExampleDownload = { userId: string; format: ExampleFormat; query: DownloadQuery };

type Needed = Pick<ApiDependencies, 'database'>;

const cardName = 'README.md';

/**
 * The file that a download answers with: the examples, or their card.
 *
 * @throws UnderstudyError `conflict` where there is no example; `not_found` without such an avatar
 */
export async function attachmentOf(
  dependencies: Needed,
  { userId, format, query }: ExampleDownload,
): Promise<Attachment> {
  const fileName = await nameOfDownload(dependencies, { userId, format, query });
  if (query.card === 'true') {
    const text = Buffer.from(await writeCard(dependencies, { userId, format, query }));
    return {
      fileName,
      mediaType: 'text/markdown; charset=utf-8',
      size: text.length,
      contents: Readable.from([text]),
    };
  }
  const contents = await exportExamples(dependencies.database, { userId, filter: query, format });
  return { fileName, mediaType: formatFacts[format].mediaType, contents };
}

/**
 * What the file of a download is called.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function nameOfDownload(
  dependencies: Needed,
  { userId, format, query }: ExampleDownload,
): Promise<string> {
  if (query.card === 'true') return cardName;
  return downloadFileName(
    format,
    (await readAskedAvatar(dependencies.database, userId, query.avatar_id)) ?? undefined,
  );
}

/** What a file will hold, before it is made. */
export async function previewDownload(
  dependencies: Needed,
  { userId, format, query }: ExampleDownload,
): Promise<DownloadPreview> {
  const name = await readAskedAvatar(dependencies.database, userId, query.avatar_id);
  const tally = await dependencies.database.asUser(userId, (tx) => tallyOf(tx, query, format));
  return {
    format,
    file_name: downloadFileName(format, name ?? undefined),
    whole: tally.whole,
    simplified: tally.simplified,
    left_out: tally.leftOut,
    reasons: fitReasons.flatMap((reason) => {
      const count = tally.reasons[reason] ?? 0;
      return count === 0 ? [] : [{ reason, title: fitReasonTitles[reason], count }];
    }),
  };
}

/** The README of the data set: what is known about all examples of the scope, and how many of those wanted are in the file. */
async function writeCard(dependencies: Needed, { userId, format, query }: ExampleDownload): Promise<string> {
  const scope = { avatarId: query.avatar_id ?? null };
  const name = await readAskedAvatar(dependencies.database, userId, query.avatar_id);
  const { stats, quality, tally } = await dependencies.database.asUser(userId, async (tx) => ({
    stats: await exampleStats(tx, scope),
    quality: await findQualityReport(tx, scope),
    tally: await tallyOf(tx, query, format),
  }));
  const examples = tally.whole + tally.simplified;
  if (examples + tally.leftOut === 0) throw nothingToDownload();
  const report = quality?.report;
  return dataSetCard({
    title: name === null ? 'Training examples' : `Training examples of ${name}`,
    license: query.license ?? 'unknown',
    languages: (report?.languages ?? []).flatMap(({ language }) => (language === null ? [] : [language])),
    format,
    fileName: downloadFileName(format, name ?? undefined),
    examples,
    preferencePairs: stats.preferencePairs,
    meanResponseLength: stats.examples === 0 ? 0 : stats.responseCharacters / stats.examples,
    withPersonalData: personalDataIn(report),
    leftOut: tally.leftOut,
  });
}

function personalDataIn(report: QualityReport | undefined): number | null {
  if (report === undefined) return null;
  return report.findings.find(({ code }) => code === 'personal_data')?.count ?? 0;
}
