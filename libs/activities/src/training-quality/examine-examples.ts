import { setTimeout as wait } from 'node:timers/promises';
import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import { planExport, type ExportPage } from '@understudy/db/training-examples/export-page';
import { countExamples } from '@understudy/db/training-examples/remove-examples';
import { loadExaminationPage, type ExaminedRow } from '@understudy/db/training-quality/examination-page';
import { storeQualityReport } from '@understudy/db/training-quality/quality-report';
import {
  recordComparisons,
  recordFindings,
  type RecordedFindings,
} from '@understudy/db/training-quality/record-findings';
import { isEnded } from '@understudy/domain/runs/run';
import type { QualityReport } from '@understudy/domain/training-center/quality/quality-report';
import { Examiner } from './examiner.ts';
import type { ExaminationDependencies, ExaminationReference } from './examination-reference.ts';
import { startLanguageReader, type LanguageReader } from './language-reader.ts';
import { examples, recordExamination } from './record-examination.ts';
import { WorkSlices } from './work-slices.ts';

/** Milliseconds between looks at a paused run. */
const pausedMs = 500;

/**
 * Goes through all examples of a scope, writes down what is found about each, and stores the report on them together. A
 * second execution begins anew: what is written already is not written again, and the report is the same.
 *
 * @returns how many were examined; `ended` when somebody ended the run before its workflow came to it
 * @throws UnderstudyError `database_unavailable`
 */
export async function examineExamples(
  dependencies: ExaminationDependencies,
  reference: ExaminationReference,
  signal: AbortSignal,
): Promise<{ examined: number; ended: boolean }> {
  const { userId } = reference;
  const begun = await dependencies.database.asUser(userId, (tx) => begin(tx, reference));
  if (begun === null) return { examined: 0, ended: true };
  const examiner = new Examiner(begun.total);
  const languages = startLanguageReader();
  try {
    for await (const page of readPages(dependencies, reference, { pages: begun.pages, languages })) {
      await untilRunning(dependencies, reference, signal);
      await examinePage(dependencies, reference, { examiner, page, total: begun.total });
    }
  } finally {
    languages.stop();
  }
  const report = examiner.report();
  await dependencies.database.asUser(userId, (tx) => conclude(tx, reference, report, begun.examinedAt));
  return { examined: report.examined, ended: false };
}

type Begun = { examinedAt: Date; total: number; pages: ExportPage[] };

async function begin(tx: Transaction, reference: ExaminationReference): Promise<Begun | null> {
  const { runId, attempt, avatarId } = reference;
  if (isEnded(await getRunStatus(tx, runId))) return null;
  const examinedAt = new Date();
  const total = await countExamples(tx, { avatarId });
  await appendRunEvent(tx, {
    runId,
    type: 'run_started',
    level: 'info',
    phase: 'examining',
    message: attempt === 1 ? 'Started.' : `Started again, attempt ${attempt}.`,
    key: `${attempt}:started`,
    update: { status: 'running' },
  });
  const progress = { phase: 'examining', completed: 0, total } as const;
  await recordExamination(tx, reference, 'phase_started', progress, {
    message: `Examining ${examples(total)}.`,
    key: 'started',
  });
  const pages = await planExport(tx, avatarId === null ? {} : { avatar_id: avatarId });
  return { examinedAt, total, pages };
}

/** Waits while the run is paused: what has been gone through is in memory, and would be lost. */
async function untilRunning(
  { database }: ExaminationDependencies,
  { userId, runId }: ExaminationReference,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  while ((await database.asUser(userId, (tx) => getRunStatus(tx, runId))) === 'paused')
    await wait(pausedMs, undefined, { signal });
}

/** Examples with the languages of their responses. */
type ReadPage = { rows: ExaminedRow[]; languages: (string | null)[]; end: string };

/** The pages one after the other; the next one is read while one is examined. */
async function* readPages(
  { database }: ExaminationDependencies,
  { userId, avatarId }: ExaminationReference,
  { pages, languages }: { pages: readonly ExportPage[]; languages: LanguageReader },
): AsyncGenerator<ReadPage> {
  const read = async (page: ExportPage): Promise<ReadPage> => {
    const rows = await database.asUser(userId, (tx) => loadExaminationPage(tx, { avatarId }, page));
    const texts = rows.map(({ response }) => response);
    return { rows, languages: await languages.languagesOf(texts), end: page.to };
  };
  let next: Promise<ReadPage> | null = null;
  for (const [index, page] of pages.entries()) {
    const current: Promise<ReadPage> = next ?? read(page);
    const following = pages[index + 1];
    const { rows, languages: told, end } = await current;
    next = following === undefined ? null : read(following);
    // A failure is met when it is this page's turn, which may never come.
    next?.catch(() => undefined);
    yield { rows, languages: told, end };
  }
}

async function examinePage(
  { database }: ExaminationDependencies,
  reference: ExaminationReference,
  { examiner, page, total }: { examiner: Examiner; page: ReadPage; total: number },
): Promise<void> {
  const slices = new WorkSlices();
  const found: RecordedFindings[] = [];
  for (const [index, row] of page.rows.entries()) {
    const findings = examiner.examine(row, page.languages[index] ?? null);
    if (findings !== null) found.push(findings);
    await slices.giveWay();
  }
  await database.asUser(reference.userId, async (tx) => {
    await recordFindings(tx, found);
    const completed = Math.min(examiner.examined, total);
    await recordExamination(
      tx,
      reference,
      'item_completed',
      { phase: 'examining', completed, total },
      { message: `${completed.toLocaleString('en')} of ${examples(total)} examined.`, key: page.end },
    );
  });
}

async function conclude(
  tx: Transaction,
  reference: ExaminationReference,
  report: QualityReport,
  examinedAt: Date,
): Promise<void> {
  const scope = { avatarId: reference.avatarId };
  const progress = { phase: 'reporting', completed: 0, total: 1 } as const;
  const message = 'Comparing languages and style.';
  await recordExamination(tx, reference, 'phase_started', progress, { message, key: 'started' });
  const others = report.findings.find(({ code }) => code === 'other_language');
  await recordComparisons(tx, scope, {
    otherLanguages: Object.keys(others?.details ?? {}),
    styleOutlierIds: report.style?.outlier_ids ?? [],
  });
  await storeQualityReport(tx, scope, { report, examinedAt });
}
