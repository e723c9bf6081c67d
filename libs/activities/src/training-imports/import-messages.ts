import type { ImportCounts } from '@understudy/domain/training-center/contracts/import-examples';

/** Records as a sentence has them: `1 record`, `12,000 records`. */
export function records(count: number): string {
  return `${number(count)} ${count === 1 ? 'record' : 'records'}`;
}

/** How far an import is: `12,000 of about 100,000 records, 3 wrong, 5 there already.` */
export function progressMessage(counts: ImportCounts, expected: number): string {
  return `${number(counts.records)} of about ${records(roughly(expected, counts.records))}${asides(counts)}.`;
}

/** What has become of a file: `99,992 examples imported of 100,000 records, 3 wrong, 5 there already.` */
export function resultMessage(counts: ImportCounts): string {
  const { imported } = counts;
  const examples = `${number(imported)} ${imported === 1 ? 'example' : 'examples'}`;
  return `${examples} imported of ${records(counts.records)}${asides(counts)}.`;
}

function asides({ failed, duplicates, near_duplicates: alike }: ImportCounts): string {
  return [
    failed === 0 ? '' : `, ${number(failed)} wrong`,
    duplicates === 0 ? '' : `, ${number(duplicates)} there already`,
    alike === 0 ? '' : `, ${number(alike)} nearly the same as others`,
  ].join('');
}

/** Two digits of a guess are enough; it is never less than what is there. */
function roughly(expected: number, least: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, expected))) - 1);
  return Math.max(least, Math.round(expected / unit) * unit);
}

const number = (count: number): string => count.toLocaleString('en');
