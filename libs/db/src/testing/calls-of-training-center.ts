import { exampleOfView } from '@understudy/domain/training-center/examples/example-view';
import { examineExample } from '@understudy/domain/training-center/quality/examine-example';
import { QualityCollector } from '@understudy/domain/training-center/quality/quality-collector';
import { expect } from 'vitest';
import type { Transaction } from '../database.ts';
import { addExample } from '../training-examples/add-example.ts';
import { countOrdinaryExamples, loadUnusualExamples } from '../training-examples/count-fits.ts';
import { findDuplicate } from '../training-examples/duplicates.ts';
import { loadExampleItems } from '../training-examples/example-item.ts';
import { exampleStats } from '../training-examples/example-stats.ts';
import { valuesOfExample } from '../training-examples/example-values.ts';
import { planExport } from '../training-examples/export-page.ts';
import { loadExportColumns } from '../training-examples/export-columns.ts';
import { loadExportText, planExportText } from '../training-examples/export-text.ts';
import { findExample } from '../training-examples/find-example.ts';
import { getExample, loadExample } from '../training-examples/get-example.ts';
import { loadLeadingExamples } from '../training-examples/leading-examples.ts';
import { listExamples } from '../training-examples/list-examples.ts';
import { listRemovals } from '../training-examples/list-removals.ts';
import { rankExamples } from '../training-examples/rank-examples.ts';
import {
  clearExamples,
  countExamples,
  removeExamples,
  withIds,
} from '../training-examples/remove-examples.ts';
import { restoreExamples } from '../training-examples/restore-examples.ts';
import { storeRedacted, updateExample } from '../training-examples/update-example.ts';
import { countChanges } from '../training-quality/changes-since.ts';
import { loadExaminationPage } from '../training-quality/examination-page.ts';
import {
  countWithFinding,
  listWithFinding,
  mayHaveLostOriginals,
  removeWithFinding,
} from '../training-quality/fix-finding.ts';
import { findQualityReport, storeQualityReport } from '../training-quality/quality-report.ts';
import { findExamination, queueExamination } from '../training-quality/queue-examination.ts';
import { recordComparisons, recordFindings } from '../training-quality/record-findings.ts';

type Ids = { avatarId: string; exampleId: string };
type Call = (tx: Transaction) => Promise<unknown>;

const query = { limit: 10, sort: 'index', order: 'asc' } as const;
const everything = { avatarId: null };
const wholeFile = { format: 'jsonl', filter: {}, except: [] } as const;
const wholeList = { after: null, to: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const someExample = exampleOfView({
  instruction: 'Did you win?',
  context: null,
  response: 'Of course I did',
  rejectedResponse: null,
});
const examination = examineExample(someExample);
const nothingRemoved = { removalId: null, removed: 0, removedAt: expect.any(Date) };

/** Queries of the training center that know no such row when somebody else's ID is asked for. */
export function centerCallsAnsweredNotFound({ avatarId, exampleId }: Ids): Record<string, Call> {
  const byId = { by: 'id' as const, id: exampleId };
  const typed = { avatarId, example: someExample, patternType: 'answer', qualityScore: 1, examination };
  return {
    findExample: (tx) => findExample(tx, everything, byId),
    getExample: (tx) => getExample(tx, everything, byId),
    loadExample: (tx) => loadExample(tx, exampleId),
    addExample: (tx) => addExample(tx, typed),
    restoreExamples: (tx) => restoreExamples(tx, { ids: [exampleId] }),
    queueExamination: (tx) => queueExamination(tx, { avatarId }),
  };
}

/** Queries of the training center that find nothing where only somebody else has something, each with its answer then. */
export function centerCallsAnsweredEmpty({
  avatarId,
  exampleId,
}: Ids): Record<string, [call: Call, answer: unknown]> {
  const { contentDigest } = valuesOfExample(someExample);
  return {
    listExamples: [(tx) => listExamples(tx, query), { examples: [], total: 0, next_cursor: null }],
    rankExamples: [(tx) => rankExamples(tx, everything, [exampleId]), new Map([[exampleId, 0]])],
    loadExampleItems: [(tx) => loadExampleItems(tx, [{ id: exampleId, index: 0 }]), []],
    findDuplicate: [(tx) => findDuplicate(tx, everything, { contentDigest, exceptId: avatarId }), null],
    updateExample: [
      (tx) => updateExample(tx, { id: exampleId, avatarId: null }, someExample, examination),
      null,
    ],
    countExamples: [(tx) => countExamples(tx, { avatarId }), 0],
    removeExamples: [(tx) => removeExamples(tx, everything, withIds([exampleId])), nothingRemoved],
    clearExamples: [(tx) => clearExamples(tx, { avatarId }), nothingRemoved],
    listRemovals: [(tx) => listRemovals(tx, 10), { total: 0, removals: [] }],
    exampleStats: [
      (tx) => exampleStats(tx, { avatarId }),
      {
        examples: 0,
        preferencePairs: 0,
        responseCharacters: 0,
        instructionCharacters: 0,
        bySource: {},
        byPatternType: {},
      },
    ],
    planExport: [(tx) => planExport(tx, { avatar_id: avatarId }), []],
    planExportText: [(tx) => planExportText(tx, { avatar_id: avatarId }, null), { pages: [], rest: null }],
    loadExportText: [(tx) => exportedRows(tx), []],
    loadExportColumns: [(tx) => exportedColumns(tx), []],
    loadLeadingExamples: [(tx) => loadLeadingExamples(tx, {}), []],
    countOrdinaryExamples: [(tx) => countOrdinaryExamples(tx, {}), { chat: 0, preference: 0 }],
    loadUnusualExamples: [(tx) => loadUnusualExamples(tx, {}, null), []],
    loadExaminationPage: [(tx) => loadExaminationPage(tx, everything, wholeList), []],
    countChanges: [
      (tx) => countChanges(tx, { avatarId }, new Date(0)),
      { total: 0, added: 0, changed: 0, removed: 0 },
    ],
    findQualityReport: [(tx) => findQualityReport(tx, { avatarId }), null],
    findExamination: [(tx) => findExamination(tx, { avatarId }), null],
    countWithFinding: [(tx) => countWithFinding(tx, { avatarId }, 'too_short'), 0],
    listWithFinding: [(tx) => listWithFinding(tx, { avatarId }, 'too_short'), []],
    removeWithFinding: [(tx) => removeWithFinding(tx, { avatarId }, 'too_short'), nothingRemoved],
    mayHaveLostOriginals: [(tx) => mayHaveLostOriginals(tx, { avatarId }, new Date(0)), false],
  };
}

/** Queries of the training center that write and say nothing, or that a foreign key refuses. */
export function centerCallsWithoutAnswer({ avatarId, exampleId }: Ids): Record<string, Call> {
  const { contentDigest } = valuesOfExample(someExample);
  const found = { id: exampleId, contentDigest, findings: ['empty'], language: 'xx' } as const;
  const report = new QualityCollector().report();
  return {
    storeRedacted: (tx) => storeRedacted(tx, exampleId, someExample, examination),
    recordFindings: (tx) => recordFindings(tx, [found]),
    recordComparisons: (tx) =>
      recordComparisons(tx, { avatarId }, { otherLanguages: ['en'], styleOutlierIds: [exampleId] }),
    storeQualityReport: (tx) => storeQualityReport(tx, { avatarId }, { report, examinedAt: new Date() }),
  };
}

/** The texts and rows of an export. */
async function exportedRows(tx: Transaction): Promise<unknown[]> {
  const exported: unknown[] = [];
  const sink = {
    text: (bytes: Buffer, from: number, to: number) => void exported.push(bytes.toString('utf8', from, to)),
    row: (row: unknown) => void exported.push(row),
  };
  for await (const _ of loadExportText(tx, wholeFile, wholeList, sink));
  return exported;
}

/** The rows of an export as they are copied. */
async function exportedColumns(tx: Transaction): Promise<string[]> {
  const exported: string[] = [];
  for await (const piece of loadExportColumns(tx, {}, wholeList)) exported.push(piece.toString('latin1'));
  return exported;
}
