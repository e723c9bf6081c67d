import {
  trainingImportSchema,
  undoImportResponseSchema,
  type TrainingImport,
  type UndoImportResponse,
} from '@understudy/domain/training-center/contracts/import-examples';
import type { ApiAnswer, ApiClient } from './api-client.ts';

/** A file to upload, with form fields and headers. */
export type ImportUpload = {
  name?: string;
  content: string | Uint8Array | Blob;
  fields?: Record<string, string>;
  headers?: Record<string, string>;
};

/** What users do with imports of examples, with every answer parsed by the published schema. */
export function importsOf(user: ApiClient) {
  const upload = ({ name = 'examples.jsonl', content, fields = {}, headers = {} }: ImportUpload) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', content instanceof Blob ? content : new Blob([Buffer.from(content)]), name);
    return user.send('POST', '/api/training/upload', form, headers);
  };
  const read = (id: string): Promise<TrainingImport> =>
    user.get(`/api/training/imports/${id}`, trainingImportSchema);
  return {
    upload,
    /** Uploads a file that must be accepted, and waits for the end of its import, or for its preview. */
    async import(file: ImportUpload): Promise<TrainingImport> {
      const headers = { prefer: 'wait=120', ...file.headers };
      const answer = await upload({ ...file, headers });
      if (answer.status !== 200)
        throw new Error(`Not imported: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
      return trainingImportSchema.parse(answer.body);
    },
    /** Uploads a file that must be accepted, and waits for nothing. */
    async start(file: ImportUpload): Promise<TrainingImport> {
      const answer = await upload({ ...file, headers: { prefer: 'wait=0', ...file.headers } });
      if (answer.status !== 202)
        throw new Error(`Not accepted: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
      return trainingImportSchema.parse(answer.body);
    },
    read,
    confirm: (id: string, choices: object = {}): Promise<ApiAnswer> =>
      user.send('POST', `/api/training/imports/${id}/confirm`, choices),
    undo: async (id: string): Promise<UndoImportResponse> =>
      undoImportResponseSchema.parse(
        (await user.send('DELETE', `/api/training/imports/${id}/examples`)).body,
      ),
    /** The CSV file of faults. */
    faults: (id: string): Promise<ApiAnswer> => user.send('GET', `/api/training/imports/${id}/faults`),
  };
}

/** A line of a JSON Lines file: an example whose texts are told apart by its number. */
export function exampleLine(number: number): string {
  const response = Array.from(
    { length: 20 },
    (_, at) => `word${String((number * 7919 + at * at * 31) % 99_991)}`,
  );
  return JSON.stringify({ instruction: `Question ${String(number)}?`, output: response.join(' ') });
}

/** Lines of a JSON Lines file. */
export function exampleLines(count: number): string {
  return Array.from({ length: count }, (_, number) => `${exampleLine(number)}\n`).join('');
}
