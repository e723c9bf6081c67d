import { renderTable } from '@understudy/bench/report/table';
import colours from 'picocolors';
import { faultKinds, faultTitles } from '../faults/fault.ts';
import type { ChaosReport } from './chaos-report.ts';

/** Violations of one invariant that are printed; all are in the JSON report. */
const printedOfEach = 10;

/** The report as tables: faults by kind, load by kind with its ends, and every invariant. */
export function printReport(report: ChaosReport, write: (text: string) => void): void {
  write(`\n${renderTable(faultTable(report))}\n\n${renderTable(loadTable(report))}\n`);
  const { paid, repeated } = report.calls;
  write(
    `\nThe provider answered ${paid.toLocaleString('en')} paid calls, ${String(repeated)} of them again for one under way when something broke.` +
      ` All had ended ${report.settlingSeconds.toFixed(1)} s after the last fault.` +
      ` Uploads that the API was killed in, left to the sweep: ${String(report.uploadsLeftToSweep)}.\n`,
  );
  write(`\n${renderTable(invariantTable(report))}\n`);
  for (const { name, violations } of report.invariants) {
    for (const violation of violations.slice(0, printedOfEach))
      write(`${colours.red('violated')} ${name}: ${violation}\n`);
    const more = violations.length - printedOfEach;
    if (more > 0) write(`${colours.red('violated')} ${name}: and ${String(more)} more\n`);
  }
}

function faultTable({ faults, storageFault }: ChaosReport) {
  const rows = faultKinds.flatMap((kind) => {
    const title = kind === 'storage' ? `object storage ${storageFault}` : faultTitles[kind];
    const byTarget = Map.groupBy(
      faults.filter((fault) => fault.kind === kind),
      ({ target }) => target,
    );
    return [...byTarget].map(([target, same]) => ({
      kind: title,
      target,
      times: same.length,
      longest: Math.max(...same.map(({ from, until }) => until - from)),
    }));
  });
  return {
    name: 'faults',
    title: 'Faults',
    columns: [
      { key: 'kind', heading: 'fault', unit: 'text' },
      { key: 'target', heading: 'of', unit: 'text' },
      { key: 'times', heading: 'times', unit: 'count' },
      { key: 'longest', heading: 'longest', unit: 'ms' },
    ],
    rows,
  } as const;
}

function loadTable({ load }: ChaosReport) {
  return {
    name: 'load',
    title: 'Load',
    columns: [
      { key: 'kind', heading: 'asked for', unit: 'text' },
      { key: 'accepted', heading: 'accepted', unit: 'count' },
      { key: 'refused', heading: 'refused', unit: 'count' },
      { key: 'repeated', heading: 'asked again', unit: 'count' },
      { key: 'longest', heading: 'longest', unit: 'ms' },
      { key: 'ends', heading: 'ends', unit: 'text' },
    ],
    rows: load.map(({ kind, accepted, refused, repeated, ends, longestSeconds }) => ({
      kind: kind.replaceAll('_', ' '),
      accepted,
      refused,
      repeated,
      longest: longestSeconds * 1000,
      ends: Object.entries(ends)
        .map(([status, count]) => `${String(count)} ${status.replaceAll('_', ' ')}`)
        .join(', '),
    })),
  } as const;
}

function invariantTable({ invariants }: ChaosReport) {
  return {
    name: 'invariants',
    title: 'Invariants',
    columns: [
      { key: 'title', heading: 'what holds', unit: 'text' },
      { key: 'checked', heading: 'checked', unit: 'count' },
      { key: 'violations', heading: 'violations', unit: 'count' },
    ],
    rows: invariants.map(({ title, checked, violations }) => ({
      title,
      checked,
      violations: violations.length,
    })),
  } as const;
}
