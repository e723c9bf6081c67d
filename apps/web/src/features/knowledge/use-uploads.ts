import { useState } from 'react';
import { toApiError } from '../../api/api-error.ts';
import { addDocument } from './add-document.ts';
import { problemOfDocument } from './document-file.ts';
import { useRefreshKnowledge } from './use-knowledge.ts';

/** A file on its way, or one that was refused with the reason. */
export type Upload = { id: string; name: string; problem: string | null };

/** Uploads files one after the other. One that is accepted leaves for the list of documents. */
export function useUploads() {
  const refresh = useRefreshKnowledge();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const remove = (id: string) => setUploads((now) => now.filter((upload) => upload.id !== id));
  const refuse = (id: string, problem: string) =>
    setUploads((now) => now.map((upload) => (upload.id === id ? { ...upload, problem } : upload)));

  const add = async (files: readonly File[], avatarId: string | null) => {
    const chosen = files.map((file) => ({ file, id: crypto.randomUUID(), problem: problemOfDocument(file) }));
    setUploads((now) => [
      ...now,
      ...chosen.map(({ file, id, problem }) => ({ id, name: file.name, problem })),
    ]);
    for (const { file, id, problem } of chosen) {
      if (problem !== null) continue;
      try {
        await addDocument({ file }, avatarId);
        await refresh();
        remove(id);
      } catch (error) {
        refuse(id, toApiError(error).message);
      }
    }
  };
  return { uploads, add, remove };
}
