import { setTimeout as sleep } from 'node:timers/promises';
import { qualitySchema } from '@understudy/domain/training-center/contracts/examine-examples';
import { trainingImportSchema } from '@understudy/domain/training-center/contracts/import-examples';
import {
  exampleFormats,
  type ExampleFormat,
} from '@understudy/domain/training-center/formats/example-format';
import type { TestStack } from '@understudy/stack/test-stack';
import { watchMemory } from '../measuring/peak-memory.ts';
import { sendForm, takeFile } from './transfer.ts';

/** One way of moving a data set through the product. */
export interface DataMeasurement {
  readonly ms: number;
  /** Bytes over HTTP. */
  readonly bytes: number;
  /** Most resident memory of the two processes, in bytes; null where the system does not tell. */
  readonly apiPeakBytes: number | null;
  readonly workerPeakBytes: number | null;
}

const patienceMs = 300_000;
const betweenLooksMs = 50;

/** Uploads a file of examples and waits until its import has ended; from the request on. */
export async function measureImport(
  stack: TestStack,
  token: string,
  { file, bytes, examples }: { file: string; bytes: number; examples: number },
): Promise<DataMeasurement> {
  const peaks = await watchBoth(stack);
  const form = { fields: { near_duplicates: 'keep' }, file };
  const startedAt = performance.now();
  const answer = await sendForm({ url: `${stack.apiUrl}/api/training/upload`, token }, form);
  const ms = performance.now() - startedAt;
  const { status, counts, problem } = trainingImportSchema.parse(answer);
  if (status !== 'completed' || counts.imported !== examples) {
    throw new Error(
      `${String(counts.imported)} of ${String(examples)} examples were imported, and it is ${status}: ${JSON.stringify(problem)}`,
    );
  }
  return { ms, bytes, ...(await peaks()) };
}

/** Downloads all examples of a user in a format. */
export async function measureExport(
  stack: TestStack,
  token: string,
  format: ExampleFormat,
): Promise<DataMeasurement> {
  const peaks = await watchBoth(stack);
  const startedAt = performance.now();
  const bytes = await takeFile({ url: `${stack.apiUrl}/api/training/download/${format}`, token });
  return { ms: performance.now() - startedAt, bytes, ...(await peaks()) };
}

/** The formats that say something about every example of the data set. */
export const measuredFormats: readonly ExampleFormat[] = exampleFormats.filter(
  (format) => format !== 'preference',
);

/** Waits for the examination that an import is followed by, so that what comes next is measured alone. */
export async function untilExamined(stack: TestStack, token: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const quality = qualitySchema.parse(await ask(stack, token, '/api/training/quality'));
    if (quality.examined_at !== null && quality.run_id === null) return;
    if (performance.now() > deadline) throw new Error('The examination of the examples does not end');
    await sleep(betweenLooksMs);
  }
}

async function ask(stack: TestStack, token: string, path: string): Promise<unknown> {
  const response = await fetch(`${stack.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}: ${await response.text()}`);
  return response.json();
}

async function watchBoth(
  stack: TestStack,
): Promise<() => Promise<Pick<DataMeasurement, 'apiPeakBytes' | 'workerPeakBytes'>>> {
  const api = await watchMemory(stack.process('api').pid);
  const worker = await watchMemory(stack.process('worker').pid);
  return async () => ({ apiPeakBytes: await api(), workerPeakBytes: await worker() });
}
