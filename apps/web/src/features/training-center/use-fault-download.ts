import type { TrainingImportSummary } from '@understudy/domain/training-center/contracts/import-examples';
import { useMutation } from '@tanstack/react-query';
import { errorFromAnswer } from '../../api/api-error.ts';
import { authorizedFetch } from '../../api/client.ts';
import { saveFile } from '../../app/save-file.ts';
import { sayFailure } from './undo-notification.tsx';

/** Downloads the table of what was wrong with a file. The API keeps a limited number, so it fits into memory. */
export function useFaultDownload({
  faults_url: address,
  file_name: name,
}: Pick<TrainingImportSummary, 'faults_url' | 'file_name'>) {
  return useMutation({
    mutationFn: async () => {
      if (address === null) return;
      const response = await authorizedFetch(address);
      if (!response.ok) throw errorFromAnswer(response.status, await response.json().catch(() => undefined));
      const contents = URL.createObjectURL(await response.blob());
      saveFile(contents, `${name}-faults.csv`);
      URL.revokeObjectURL(contents);
    },
    onError: (error) => sayFailure('The list of faults was not downloaded', error),
  });
}
