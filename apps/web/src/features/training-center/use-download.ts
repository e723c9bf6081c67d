import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client.ts';
import { saveFile } from '../../app/save-file.ts';
import { filterQuery, type TableView } from './table-view.ts';
import { downloadsKey } from './training-center-keys.ts';

/** Which examples a file is to hold. */
export type DownloadScope = Pick<TableView, 'avatarId' | 'filter'>;

/** What a file will hold, before it is made. */
export function useDownloadPreview(format: ExampleFormat, scope: DownloadScope) {
  return useQuery({
    queryKey: [...downloadsKey, format, scope],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/training/download/{format}/preview', {
          signal,
          params: { path: { format }, query: filterQuery(scope) },
        }),
      ),
  });
}

/** Has the browser download a file of examples, or the card that goes with it: by a signed link, straight to the disk. */
export function useDownload(format: ExampleFormat, scope: DownloadScope) {
  return useMutation({
    mutationFn: async (what: 'data' | 'card') => {
      const card = what === 'card' ? ({ card: 'true' } as const) : {};
      const body = { ...filterQuery(scope), ...card, format };
      const { download_url: address } = await unwrap(client.POST('/api/training/download-links', { body }));
      saveFile(address);
    },
  });
}
