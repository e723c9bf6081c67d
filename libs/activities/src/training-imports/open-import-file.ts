import { isAscii } from 'node:buffer';
import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TrainingImportRow } from '@understudy/db/training-imports/load-training-import';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { inspectBytes, isEncodingCertain } from '@understudy/domain/training-center/import/inspect-bytes';
import { EncodingTally, looksLikeJson } from '@understudy/domain/training-center/import/text-encoding';
import type { ObjectStorage } from '../storage/object-storage.ts';
import { expandGzip } from './expand-gzip.ts';
import { expandParquet } from './expand-parquet.ts';
import { importFileLimits } from './import-file-limits.ts';
import {
  inspectImportFile,
  type FileHead,
  type InspectedFile,
  type TextEncoding,
} from './inspect-import-file.ts';

/** A file in object storage. */
export type StoredFile = Pick<TrainingImportRow, 'storageKey' | 'fileName' | 'sizeBytes'>;

/** How the text of a file is packed. */
export type Packing = 'gzip' | 'parquet';

/** What a file is: its text, and how that is packed. */
export type DetectedFile = Extract<InspectedFile, { kind: 'text' }> & {
  packing: Packing | null;
  /** Whether the sample is the whole text. */
  isWholeSample: boolean;
};

const expand = { gzip: expandGzip, parquet: expandParquet };

/** How a stored file is packed, by its first bytes. */
export async function packingOf(storage: ObjectStorage, file: StoredFile): Promise<Packing | null> {
  const { bytes } = await headOf(await storage.getStream(file.storageKey), file);
  const { kind } = inspectBytes(bytes, isWhole(file.sizeBytes));
  return kind === 'gzip' || kind === 'parquet' ? kind : null;
}

/** What is known of a file from before, and the signal that ends looking at it. */
type Looking = { encoding?: TextEncoding | undefined; signal?: AbortSignal | undefined };

/**
 * Tells what a stored file is by its beginning. Where that does not say its encoding for certain, as in a file whose first
 * pages are English, all of it is looked through.
 *
 * @throws UnderstudyError what `inspectImportFile`, `expandGzip` and `expandParquet` throw; `not_found`, `storage_unavailable`
 */
export async function detectStoredFile(
  storage: ObjectStorage,
  file: StoredFile,
  { encoding, signal }: Looking = {},
): Promise<DetectedFile> {
  const outer = await headOf(await storage.getStream(file.storageKey), file);
  const { kind } = inspectBytes(outer.bytes, outer.isComplete);
  const packing = kind === 'gzip' || kind === 'parquet' ? kind : null;
  const head =
    packing === null ? outer : await headOf(expand[packing](await storage.getStream(file.storageKey)), file);
  const known = encoding ?? (await encodingOf(storage, file, packing, head, signal));
  const inner = inspectImportFile(head, known);
  if (inner.kind === 'text') return { ...inner, packing, isWholeSample: head.isComplete };
  throw new UnderstudyError('file_type_unsupported', 'The file is compressed twice. Compress it once.');
}

/** The encoding of a file by all of it; undefined where its beginning is enough, or is no text. */
async function encodingOf(
  storage: ObjectStorage,
  file: StoredFile,
  packing: Packing | null,
  { bytes, isComplete }: FileHead,
  signal: AbortSignal | undefined,
): Promise<TextEncoding | undefined> {
  // The text of Parquet files is made here.
  if (packing === 'parquet') return 'utf-8';
  if (isEncodingCertain(bytes, isComplete) || inspectBytes(bytes, isComplete).kind !== 'text')
    return undefined;
  const tally = new EncodingTally();
  for await (const chunk of await openText(storage, file, { packing }, () => undefined)) {
    signal?.throwIfAborted();
    const part = bytesOf(chunk);
    if (tally.isWithinCharacter || !isAscii(part)) tally.add(part);
    if (tally.isSettled) break;
  }
  tally.end();
  return tally.encoding(looksLikeJson(bytes));
}

/**
 * The bytes of the text of a stored file.
 *
 * @param meter is told the bytes of the file itself that were read
 */
export async function openText(
  storage: ObjectStorage,
  { storageKey }: StoredFile,
  { packing }: Pick<DetectedFile, 'packing'>,
  meter: (bytes: number) => void,
): Promise<Readable> {
  const stream = await storage.getStream(storageKey);
  if (packing !== null) return expand[packing](stream, meter);
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => meter((bytes += chunk.byteLength)));
  return stream.pause();
}

/**
 * Reads a packed file to its end, so that nothing is stored of one that is damaged, cut off or too large.
 *
 * @throws UnderstudyError what `expandGzip` and `expandParquet` throw
 */
export async function readToEnd(
  storage: ObjectStorage,
  file: StoredFile,
  packing: Packing,
  signal: AbortSignal,
): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(expand[packing](await storage.getStream(file.storageKey)), nowhere, { signal });
}

/** The first bytes of a stream, which is closed then. */
async function headOf(stream: Readable, { fileName: name }: StoredFile): Promise<FileHead> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    const bytes = bytesOf(part);
    parts.push(bytes);
    length += bytes.byteLength;
    if (!isWhole(length)) break;
  }
  const bytes = Buffer.concat(parts).subarray(0, importFileLimits.sampleBytes);
  return { bytes, isComplete: isWhole(length), name };
}

const isWhole = (bytes: number): boolean => bytes <= importFileLimits.sampleBytes;

/** A chunk of a stream as bytes. Copies of all of a file are garbage that is collected late, since it is no part of the heap. */
function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError('A stream of bytes gave something else');
}
