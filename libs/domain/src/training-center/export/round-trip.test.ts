import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf, type TrainingExample } from '../examples/training-example.ts';
import { formatFacts, type ExampleFormat, type TextFormat } from '../formats/example-format.ts';
import { detectFormat } from '../import/detect-format.ts';
import type { ImportedRecord } from '../import/imported-record.ts';
import { JsonImport } from '../import/json-import.ts';
import { RecordReader } from '../import/read-record.ts';
import { TableImport } from '../import/table-import.ts';
import { layoutOf } from '../import/table-layout.ts';
import { arbitraryExample } from '../testing/arbitrary-example.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { ExampleWriter } from './example-writer.ts';
import { fitOf } from './format-fit.ts';
import { parquetRow } from './parquet-row.ts';

const textFormats: TextFormat[] = ['jsonl', 'alpaca', 'chat', 'sharegpt', 'preference', 'csv'];

function exported(examples: readonly TrainingExample[], format: TextFormat): string {
  const writer = new ExampleWriter(format);
  return writer.start() + examples.map((example) => writer.write(example)).join('') + writer.finish();
}

/** Imports a file as the product does: its format is told by its beginning, and it comes in pieces. */
function imported(file: string, pieceLength: number): ImportedRecord[] {
  const detection = detectFormat(file.slice(0, 65_536), file.length <= 65_536);
  if (detection.kind === 'table') {
    const [header, ...rows] = parseCsv(file.replace(/^\uFEFF/, ''));
    const table = new TableImport(layoutOf(header?.cells ?? []));
    return rows.map((row) => table.read(row));
  }
  if (detection.kind === 'unknown') throw new Error(detection.reason);
  const reader = new JsonImport({ container: detection.container });
  const pieces = Array.from({ length: Math.ceil(file.length / pieceLength) }, (_, index) =>
    file.slice(index * pieceLength, (index + 1) * pieceLength),
  );
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

function examplesOf(records: readonly ImportedRecord[]): TrainingExample[] {
  return records.map((record) => {
    if (!record.ok) throw new Error(JSON.stringify(record.faults));
    return record.example;
  });
}

/** What of an example a format holds beside its turns and tools. */
function heldBy(format: ExampleFormat, example: TrainingExample): TrainingExample {
  const { hasLabels, hasExtra } = formatFacts[format];
  return {
    ...contentOf(example),
    ...(hasLabels && example.labels !== undefined ? { labels: example.labels } : {}),
    ...(hasExtra && example.extra !== undefined ? { extra: example.extra } : {}),
  };
}

const fitting = (format: ExampleFormat) =>
  fc.array(
    arbitraryExample.filter((example) => fitOf(example, format).outcome === 'whole'),
    { minLength: 1, maxLength: 6 },
  );

describe.each(textFormats)('a file in the format %s', (format) => {
  it('gives the same examples when it is imported again, wherever its pieces are cut', () => {
    fc.assert(
      fc.property(fitting(format), fc.integer({ min: 1, max: 300 }), (examples, pieceLength) => {
        const again = examplesOf(imported(exported(examples, format), pieceLength));
        expect(again).toStrictEqual(examples.map((example) => heldBy(format, example)));
      }),
      { numRuns: 200 },
    );
  });

  it('has nothing in it that cannot be imported, and leaves out what it says', () => {
    fc.assert(
      fc.property(fc.array(arbitraryExample, { minLength: 1, maxLength: 6 }), (examples) => {
        const kept = examples.filter((example) => fitOf(example, format).outcome !== 'left_out');
        const file = exported(examples, format);
        if (kept.length === 0) return;
        expect(examplesOf(imported(file, 1000))).toHaveLength(kept.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a row of a Parquet file', () => {
  it('gives the same example when it is read again', () => {
    fc.assert(
      fc.property(arbitraryExample, (example) => {
        expect(new RecordReader().read(parquetRow(example))).toMatchObject({ ok: true, value: example });
      }),
      { numRuns: 300 },
    );
  });
});
