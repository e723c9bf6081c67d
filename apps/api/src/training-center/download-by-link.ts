import { downloadQuerySchema } from '@understudy/domain/training-center/contracts/download-examples';
import type { DownloadCall } from '../downloads/download-handlers.ts';
import { sendAttachment } from '../downloads/send-attachment.ts';
import { parseInput } from '../http/parse-input.ts';
import { attachmentOf } from './download-examples.ts';

/** Streams the examples that a signed link grants. */
export async function downloadExamplesByLink({
  download,
  userId,
  fileName,
  dependencies,
  response,
}: DownloadCall<'training_examples'>): Promise<void> {
  const query = parseInput(downloadQuerySchema, download.query);
  const attachment = await attachmentOf(dependencies, { userId, format: download.format, query });
  await sendAttachment(response, { ...attachment, fileName });
}
