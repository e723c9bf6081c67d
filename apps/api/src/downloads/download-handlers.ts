import type { Download } from '@understudy/domain/downloads/download';
import type { Request, Response } from 'express';
import type { ApiDependencies } from '../dependencies.ts';
import { sendFineTuneFile } from '../fine-tune/send-fine-tune-file.ts';
import { downloadExamplesByLink } from '../training-center/download-by-link.ts';
import { sendTrainingFile } from '../training-files/send-training-file.ts';

/** A download that a signed link has granted. */
export type DownloadCall<Kind extends Download['kind']> = {
  download: Extract<Download, { kind: Kind }>;
  /** Whose link it is: everything is read as this user. */
  userId: string;
  fileName: string;
  dependencies: ApiDependencies;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  request: Request;
  response: Response;
};

/** Streams one kind of download, by `sendAttachment`. */
export type DownloadHandler<Kind extends Download['kind']> = (call: DownloadCall<Kind>) => Promise<void>;

const downloadHandlers: { readonly [Kind in Download['kind']]: DownloadHandler<Kind> } = {
  training_file: sendTrainingFile,
  training_examples: downloadExamplesByLink,
  fine_tune_file: sendFineTuneFile,
};

/** Hands a granted download to the handler of its kind. */
export async function handleDownload(
  download: Download,
  call: Omit<DownloadCall<Download['kind']>, 'download'>,
): Promise<void> {
  switch (download.kind) {
    case 'training_file':
      return downloadHandlers.training_file({ ...call, download });
    case 'training_examples':
      return downloadHandlers.training_examples({ ...call, download });
    case 'fine_tune_file':
      return downloadHandlers.fine_tune_file({ ...call, download });
  }
}
