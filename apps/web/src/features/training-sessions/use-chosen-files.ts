import type { UploadKind } from '@understudy/domain/training-sessions/upload-limits';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChatExportPreview } from './chat-export-preview.ts';
import { isSameFile, kindOfName, problemOfFile } from './local-file.ts';

/** A file that a person has chosen and not uploaded yet. */
export type ChosenFile = {
  id: string;
  file: File;
  kind: UploadKind | null;
  /** Why it cannot be used at all; such a file is not uploaded. */
  problem: string | null;
  /** Null while it is being read, and for files that the browser does not read. */
  preview: ChatExportPreview | null;
};

type Answer = { id: string; preview: ChatExportPreview };

function chosen(file: File): ChosenFile {
  const kind = kindOfName(file.name);
  return { id: crypto.randomUUID(), file, kind, problem: problemOfFile(file), preview: null };
}

/** Whether the browser looks into a file of this kind. */
export function isPreviewed({ kind, problem }: ChosenFile): boolean {
  return problem === null && (kind === 'text' || kind === 'json');
}

/** The files of a training session to be. Each is checked, and chat exports are read in the background. */
export function useChosenFiles() {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const latest = useRef(files);
  const worker = useRef<Worker | null>(null);

  const replace = useCallback((next: readonly ChosenFile[]) => {
    latest.current = next;
    setFiles(next);
  }, []);

  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );

  const readInBackground = useCallback(
    ({ id, file }: ChosenFile) => {
      if (worker.current === null) {
        worker.current = new Worker(new URL('./chat-export-preview.worker.ts', import.meta.url), {
          type: 'module',
        });
        worker.current.addEventListener('message', ({ data }: MessageEvent<Answer>) =>
          replace(
            latest.current.map((one) => (one.id === data.id ? { ...one, preview: data.preview } : one)),
          ),
        );
      }
      worker.current.postMessage({ id, file });
    },
    [replace],
  );

  const add = useCallback(
    (added: readonly File[]) => {
      const fresh = added
        .filter((file) => !latest.current.some((known) => isSameFile(known.file, file)))
        .map(chosen);
      replace([...latest.current, ...fresh]);
      fresh.filter(isPreviewed).forEach(readInBackground);
    },
    [replace, readInBackground],
  );

  const remove = useCallback(
    (id: string) => replace(latest.current.filter((one) => one.id !== id)),
    [replace],
  );

  return { files, add, remove };
}
