import { EncodingTally, looksLikeJson, type FileEncoding } from './text-encoding.ts';
import { wideEncoding } from './wide-encoding.ts';

/** What the first bytes of a file say about it. */
export type ByteInspection =
  | { kind: 'text'; encoding: FileEncoding; bomBytes: 0 | 3 }
  | { kind: 'gzip' }
  | { kind: 'parquet' }
  | {
      kind: 'refused';
      code: 'file_type_unsupported' | 'file_unreadable' | 'file_empty';
      reason: string;
      advice: string;
    };

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

/** With which a file in Apache Parquet begins and ends. */
const parquetMark = ascii('PAR1');

const refusedSignatures: readonly { bytes: readonly number[]; what: string; advice: string }[] = [
  {
    bytes: ascii('PK\u0003\u0004'),
    what: 'a ZIP archive or an Excel workbook',
    advice: 'Unpack it and upload the file inside; save a workbook as CSV (UTF-8).',
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an Excel workbook', advice: 'Save it as CSV (UTF-8).' },
  { bytes: ascii('%PDF'), what: 'a PDF', advice: 'Upload it to a training session instead.' },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    what: 'compressed with Zstandard',
    advice: 'Unpack it, or compress it with gzip.',
  },
  { bytes: ascii('BZh'), what: 'compressed with bzip2', advice: 'Unpack it, or compress it with gzip.' },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    what: 'compressed with xz',
    advice: 'Unpack it, or compress it with gzip.',
  },
  ...[
    { bytes: [0x89, ...ascii('PNG')], what: 'a picture (PNG)' },
    { bytes: [0xff, 0xd8, 0xff], what: 'a picture (JPEG)' },
    { bytes: ascii('GIF8'), what: 'a picture (GIF)' },
    { bytes: ascii('RIFF'), what: 'a picture, a sound or a film (RIFF)' },
  ].map((signature) => ({
    ...signature,
    advice: 'Upload JSON, JSON Lines, CSV or Parquet; screenshots of chats belong into a training session.',
  })),
  {
    bytes: [0x37, 0x7a, 0xbc, 0xaf],
    what: 'a 7-Zip archive',
    advice: 'Unpack it and upload the file inside.',
  },
  { bytes: ascii('Rar!'), what: 'a RAR archive', advice: 'Unpack it and upload the file inside.' },
  {
    bytes: ascii('SQLite format 3'),
    what: 'an SQLite database',
    advice: 'Save its table as CSV (UTF-8) first.',
  },
  { bytes: ascii('ARROW1'), what: 'an Arrow file', advice: 'Save the data as JSON Lines first.' },
];

/**
 * Tells by the first bytes of a file whether it is text that can be read, compressed text, or neither. Files that are no
 * UTF-8 and have no NUL are taken for Windows-1252, which Excel writes; those of UTF-8 may have damaged bytes.
 * @param sample the first bytes of the file, 64 KB or the whole of it
 * @param isComplete whether the sample is the whole file; else a character at its end may be cut off
 */
export function inspectBytes(sample: Uint8Array, isComplete: boolean): ByteInspection {
  if (sample.length === 0) return refuse('file_empty', 'The file is empty.', 'Choose another file.');
  if (sample[0] === 0x1f && sample[1] === 0x8b) return { kind: 'gzip' };
  if (parquetMark.every((byte, index) => sample[index] === byte)) return { kind: 'parquet' };
  const signature = refusedSignatures.find(({ bytes }) =>
    bytes.every((byte, index) => sample[index] === byte),
  );
  if (signature !== undefined)
    return refuse('file_type_unsupported', `The file is ${signature.what}.`, signature.advice);
  const wide = wideEncoding(sample);
  if (wide !== null) {
    return refuse(
      'file_type_unsupported',
      `The file is encoded in ${wide}.`,
      'Save it as UTF-8, in Excel as “CSV UTF-8”.',
    );
  }
  const bomBytes = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
  if (sample.length === bomBytes) return refuse('file_empty', 'The file is empty.', 'Choose another file.');
  const tally = tallyOf(sample, isComplete);
  const encoding = bomBytes === 3 ? 'utf-8' : tally.encoding(looksLikeJson(sample));
  if (tally.isFaultless || !sample.includes(0)) return { kind: 'text', encoding, bomBytes };
  return refuse('file_unreadable', 'The file is no text.', 'Upload JSON, JSON Lines, CSV or Parquet.');
}

/** Whether the encoding of a file is certain by its first bytes; else all of it has to be looked through. */
export function isEncodingCertain(sample: Uint8Array, isComplete: boolean): boolean {
  const hasMark = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf;
  return isComplete || hasMark || tallyOf(sample, isComplete).isSettled;
}

function tallyOf(sample: Uint8Array, isComplete: boolean): EncodingTally {
  const tally = new EncodingTally();
  tally.add(sample);
  if (isComplete) tally.end();
  return tally;
}

function refuse(
  code: 'file_type_unsupported' | 'file_unreadable' | 'file_empty',
  reason: string,
  advice: string,
): ByteInspection {
  return { kind: 'refused', code, reason, advice };
}
