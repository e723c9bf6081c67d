import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestStack } from '@understudy/stack/test-stack';
import type { Bench } from '../bench-definition.ts';
import { medianOf } from '../measuring/distribution.ts';
import type { Printer } from '../report/printer.ts';
import { openCopyPeer, type CopyPeer } from './copy-peer.ts';
import { dataTable, medianOfCopies, type DataRound } from './data-tables.ts';
import { writeDataSet } from './generate-data-set.ts';
import { measuredFormats, measureExport, measureImport, untilExamined } from './measure-data.ts';

const examples = 100_000;
const warmUpExamples = 3_000;
const rounds = 3;

/** Rates below these parts of COPY's are a miss, and so is memory above this (issue 5). */
const importShare = 0.4;
const exportShare = 0.5;
const mostMegabytes = 300;

/** How fast examples go in and out, beside what PostgreSQL itself takes for the same rows. */
export const data: Bench = {
  name: 'data',
  title: 'Import and export of 100,000 examples, beside PostgreSQL’s own COPY',
  run: measure,
};

async function measure(stack: TestStack, print: Printer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-data-'));
  const peer = await openCopyPeer(stack.databaseOwnerUrl);
  try {
    await measureRound(stack, peer, { folder, examples: warmUpExamples, round: 0 });
    const measured: DataRound[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      measured.push(await measureRound(stack, peer, { folder, examples, round }));
    }
    report(measured, print);
  } finally {
    await peer.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureRound(
  stack: TestStack,
  peer: CopyPeer,
  { folder, examples: count, round }: { folder: string; examples: number; round: number },
): Promise<DataRound> {
  const user = `bench-data-${String(round)}`;
  const token = await stack.token(user);
  const file = join(folder, 'examples.jsonl');
  const bytes = await writeDataSet(file, { examples: count, seed: round + 1 });
  const imported = await measureImport(stack, token, { file, bytes, examples: count });
  await untilExamined(stack, token);
  const exported = [];
  // Whatever reads rows first after they were written takes longer: COPY does as often as a download.
  for (const format of measuredFormats) {
    const copyMs = await peer.readExamples(user);
    exported.push({ format, copyMs, ...(await measureExport(stack, token, format)) });
  }
  const copyIn = await peer.writeExamples(user, join(folder, 'rows.copy'));
  return { examples: count, imported, exported, copyIn };
}

function report(measured: readonly DataRound[], print: Printer): void {
  print.note(
    `Medians of ${String(measured.length)} rounds. Import: from the upload’s first byte to the end of the run, everything checked. COPY: the same rows, all columns, by the owner of the table; out of it once before each download.`,
  );
  print.table(dataTable(measured));
  const copyIn = medianOf(measured.map(({ copyIn: { table } }) => table));
  const copyOut = medianOfCopies(measured);
  const importMs = medianOf(measured.map(({ imported }) => imported.ms));
  const jsonlMs = medianOf(
    measured.flatMap(({ exported }) =>
      exported.filter(({ format }) => format === 'jsonl').map(({ ms }) => ms),
    ),
  );
  print.target({
    name: 'import_to_copy',
    subject: 'import against COPY into the same table',
    measured: importMs / copyIn,
    below: 1 / importShare,
    unit: 'ratio',
  });
  print.target({
    name: 'export_to_copy',
    subject: 'export as JSONL against COPY',
    measured: jsonlMs / copyOut,
    below: 1 / exportShare,
    unit: 'ratio',
  });
  for (const [name, key] of [
    ['worker', 'workerPeakBytes'],
    ['API', 'apiPeakBytes'],
  ] as const) {
    const peaks = measured.flatMap(({ imported, exported }) =>
      [imported, ...exported].map((one) => (one[key] ?? 0) / 2 ** 20),
    );
    print.target({
      name: `${name.toLowerCase()}_memory`,
      subject: `peak memory of the ${name}`,
      measured: Math.max(...peaks),
      below: mostMegabytes,
      unit: 'megabytes',
    });
  }
}
