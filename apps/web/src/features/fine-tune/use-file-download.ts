import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { client, unwrap } from '../../api/client.ts';
import { saveFile } from '../../app/save-file.ts';

/** Has the browser download a file of a job, by a link that is signed for it. */
export function useFileDownload(jobId: string) {
  return useMutation({
    mutationFn: async (fileId: string) => {
      const { download_url: address } = await unwrap(
        client.GET('/api/fine-tune-jobs/{id}/files/{file_id}/download', {
          params: { path: { id: jobId, file_id: fileId } },
        }),
      );
      saveFile(address);
    },
    onError: (error) => {
      notifications.show({
        color: 'red',
        title: 'There is no link to it',
        message: toApiError(error).message,
      });
    },
  });
}
