import type { TrainingImport } from '@understudy/domain/training-center/contracts/import-examples';
import { useMutation } from '@tanstack/react-query';
import { openDownload } from './use-download.ts';

/** Downloads the table of everything that was wrong with a file. */
export function useFaultDownload({ faults_url: address }: Pick<TrainingImport, 'faults_url'>) {
  return useMutation({
    mutationFn: () => {
      if (address !== null) openDownload(address);
      return Promise.resolve();
    },
  });
}
