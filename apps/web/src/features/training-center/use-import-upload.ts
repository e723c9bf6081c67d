import { useCallback, useState } from 'react';
import { toApiError } from '../../api/api-error.ts';
import { uploadExamples } from './upload-examples.ts';
import { useRefreshTrainingCenter } from './use-example-actions.ts';

/** A data set on its way to the API, or one that was refused with the reason. */
export type DataSetUpload = {
  id: string;
  name: string;
  bytes: number;
  /** Of the bytes that are sent, 0–1. */
  share: number;
  problem: string | null;
  /** Ends it. */
  stop: () => void;
};

/**
 * Uploads of data sets, one after the other. One that has arrived leaves for the list of imports, and is `arrived` until
 * `showArrived` says that it is in sight.
 */
export function useImportUpload(avatarId: string | null) {
  const refresh = useRefreshTrainingCenter();
  const [uploads, setUploads] = useState<readonly DataSetUpload[]>([]);
  const [arrived, setArrived] = useState<string | null>(null);
  const showArrived = useCallback(() => setArrived(null), []);
  const remove = (id: string) => setUploads((now) => now.filter((upload) => upload.id !== id));
  const change = (id: string, changed: Partial<DataSetUpload>) =>
    setUploads((now) => now.map((upload) => (upload.id === id ? { ...upload, ...changed } : upload)));

  const add = async (files: readonly File[]) => {
    const chosen = files.map((file) => ({ file, id: crypto.randomUUID(), ending: new AbortController() }));
    setUploads((now) => [
      ...now,
      ...chosen.map(({ file, id, ending }) => ({
        id,
        name: file.name,
        bytes: file.size,
        share: 0,
        problem: null,
        stop: () => {
          ending.abort();
          remove(id);
        },
      })),
    ]);
    let isFirst = true;
    for (const { file, id, ending } of chosen) {
      if (ending.signal.aborted) continue;
      try {
        const onSent = (share: number) => change(id, { share });
        const { import_id: importId } = await uploadExamples(file, {
          avatarId,
          onSent,
          signal: ending.signal,
        });
        // Of several files the first is shown: the others wait below it.
        if (isFirst) setArrived(importId);
        isFirst = false;
        await refresh();
        remove(id);
      } catch (error) {
        if (!ending.signal.aborted) change(id, { problem: toApiError(error).message });
      }
    }
  };
  return { uploads, add, remove, arrived, showArrived };
}

/** Uploads, as the parts of the page share them. */
export type ImportUpload = ReturnType<typeof useImportUpload>;
