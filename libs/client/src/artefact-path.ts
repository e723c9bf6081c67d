import { artefactFormats, type ArtefactFormat } from '@understudy/domain/training-files/artefact-format';
import { ApiError } from './api-error.ts';

const pattern = /^([^/]+)\/training\.([a-z]+)$/;

/**
 * Which artefact of which training file a path such as `<id>/training.json` names.
 *
 * @throws ApiError `validation_failed` for a path of any other form
 */
export function readArtefactPath(path: string): { id: string; format: ArtefactFormat } {
  const [, id, extension] = pattern.exec(path) ?? [];
  const format = artefactFormats.find((known) => known === extension);
  if (id !== undefined && format !== undefined) return { id, format };
  const message = 'Must be the json_file_path or the jsonl_file_path of a training file.';
  throw new ApiError('validation_failed', `path: ${message}`, 0, [{ field: 'path', message }]);
}
