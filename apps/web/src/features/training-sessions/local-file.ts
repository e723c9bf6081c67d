import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';
import type { UploadKind } from '@understudy/domain/training-sessions/upload-limits';
import { countOf, formatBytes } from '../../app/format.ts';

const kindsByExtension: Readonly<Record<string, UploadKind>> = {
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  pdf: 'pdf',
  txt: 'text',
  json: 'json',
};

/** What the file dialog offers. */
export const acceptedExtensions = Object.keys(kindsByExtension).map((extension) => `.${extension}`);

/** The kind of a file by its name; null where the name promises nothing that can be read. The API looks inside. */
export function kindOfName(name: string): UploadKind | null {
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  return Object.hasOwn(kindsByExtension, extension) ? (kindsByExtension[extension] ?? null) : null;
}

/** What makes a file useless before it is even uploaded, as a sentence; null where nothing does. */
export function problemOfFile({ name, size }: { name: string; size: number }): string | null {
  if (size === 0) return 'This file is empty.';
  if (size > uploadLimits.fileBytes) {
    return `This file has ${formatBytes(size)}. The limit is ${formatBytes(uploadLimits.fileBytes)}.`;
  }
  if (kindOfName(name) === null) return 'Files of this type cannot be read. Use PNG, JPG, PDF, TXT or JSON.';
  return null;
}

/** Whether two files are the same one, chosen twice. */
export function isSameFile(a: File, b: File): boolean {
  return a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
}

/** Why no more files fit, or null. */
export function problemOfCount(count: number): string | null {
  if (count <= uploadLimits.files) return null;
  return `A session takes ${countOf(uploadLimits.files, 'file')}. Remove ${countOf(count - uploadLimits.files, 'file')}.`;
}
