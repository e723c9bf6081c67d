import { knowledgeLimits } from '@understudy/domain/knowledge/knowledge-document';
import { formatBytes } from '../../app/format.ts';

/** What the file dialog offers. What a file is, the API finds out by its content. */
export const acceptedExtensions = ['.txt', '.md', '.pdf', '.json'];

/** What makes a file useless before it is even uploaded, as a sentence; null where nothing does. */
export function problemOfDocument({ size }: { size: number }): string | null {
  if (size === 0) return 'This file is empty.';
  if (size <= knowledgeLimits.fileBytes) return null;
  return `This file has ${formatBytes(size)}. The limit is ${formatBytes(knowledgeLimits.fileBytes)}.`;
}
