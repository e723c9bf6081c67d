import {
  knowledgeDocumentSchema,
  type KnowledgeDocument,
} from '@understudy/domain/knowledge/knowledge-document';
import { errorFromAnswer } from '../../api/api-error.ts';
import { authorizedFetch } from '../../api/client.ts';

/** A document to add: a file, or a text with its title. */
export type NewDocument = { file: File } | { title: string; text: string };

/**
 * Adds a document.
 *
 * @param avatarId whose knowledge it becomes; null: that of all avatars
 * @throws ApiError with the API's own sentence, or `unreachable`
 */
export async function addDocument(
  document: NewDocument,
  avatarId: string | null,
): Promise<KnowledgeDocument> {
  const scope = avatarId === null ? {} : { avatar_id: avatarId };
  const response = await authorizedFetch('/api/knowledge-documents', {
    method: 'POST',
    ...('file' in document
      ? { body: toForm(document.file, scope) }
      : {
          body: JSON.stringify({ ...document, ...scope }),
          headers: { 'content-type': 'application/json' },
        }),
  });
  const body: unknown = await response.json().catch(() => undefined);
  const added = knowledgeDocumentSchema.safeParse(body);
  if (!response.ok || !added.success) throw errorFromAnswer(response.status, body);
  return added.data;
}

/** Text fields go first: the API can then judge them before the file has come. */
function toForm(file: File, fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  return form;
}
