import {
  downloadPreviewSchema,
  type DownloadPreview,
} from '@understudy/domain/training-center/contracts/download-examples';
import { downloadLinkSchema } from '@understudy/domain/downloads/download';
import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { saveFile } from './save-file.ts';
import { filterQuery, type TableView } from './table-view.ts';
import { downloadsKey } from './training-center-keys.ts';

/** Which examples a file is to hold. */
export type DownloadScope = Pick<TableView, 'avatarId' | 'filter'>;

/** What a file will hold, before it is made. */
export function useDownloadPreview(format: ExampleFormat, scope: DownloadScope) {
  return useQuery({
    queryKey: [...downloadsKey, format, scope],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<DownloadPreview> =>
      ask(`/api/training/download/${format}/preview`, downloadPreviewSchema, {
        signal,
        query: filterQuery(scope),
      }),
  });
}

/** Has the browser download a file of examples, or the card that goes with it: by a signed link, straight to the disk. */
export function useDownload(format: ExampleFormat, scope: DownloadScope) {
  return useMutation({
    mutationFn: async (what: 'data' | 'card') => {
      const { download_url: address } = await ask('/api/training/download-links', downloadLinkSchema, {
        method: 'POST',
        body: { ...filterQuery(scope), format, ...(what === 'card' ? { card: 'true' } : {}) },
      });
      saveFile(address);
    },
  });
}
