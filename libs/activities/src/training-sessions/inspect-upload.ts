import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import {
  acceptedUploads,
  uploadLimits,
  type UploadKind,
} from '@understudy/domain/training-sessions/upload-limits';
import { fileTypeFromBuffer } from 'file-type';

/** What an uploaded file is by its content, or why it cannot be used. */
export type UploadVerdict =
  { ok: true; kind: UploadKind; contentType: string } | { ok: false; code: ProblemCode; message: string };

/** Bytes of the beginning of a file that `inspectUpload` wants to see. */
export const inspectedBytes = 4100;

const recognised = new Map<string, UploadKind>([
  ['image/png', 'image'],
  ['image/jpeg', 'image'],
  ['application/pdf', 'pdf'],
]);

const megabytes = uploadLimits.fileBytes / 1024 / 1024;

/**
 * Judges an upload by its size and its content, never by its name alone. Every message names the file.
 *
 * @param upload `head` holds the first `inspectedBytes` bytes, or all of a shorter file
 */
export async function inspectUpload(upload: {
  name: string;
  sizeBytes: number;
  head: Uint8Array;
}): Promise<UploadVerdict> {
  const { name, sizeBytes, head } = upload;
  if (sizeBytes === 0) return refuse('file_empty', `“${name}” is empty. Choose a file with content.`);
  if (sizeBytes > uploadLimits.fileBytes) {
    return refuse('file_too_large', `“${name}” is larger than ${megabytes} MB. Split it into smaller files.`);
  }
  const type = await fileTypeFromBuffer(head);
  const kind = type && recognised.get(type.mime);
  if (type && kind) return { ok: true, kind, contentType: type.mime };
  if (type && !isText(head)) {
    return refuse(
      'file_type_unsupported',
      wrongType(name, `is a ${type.ext.toUpperCase()} file by its content`),
    );
  }
  if (!isText(head))
    return refuse('file_type_unsupported', wrongType(name, 'is of no readable type by its content'));
  return /^[\uFEFF\s]*[{[]/.test(decodeHead(head)) && name.toLowerCase().endsWith('.json')
    ? { ok: true, kind: 'json', contentType: 'application/json' }
    : { ok: true, kind: 'text', contentType: 'text/plain' };
}

function refuse(code: ProblemCode, message: string): UploadVerdict {
  return { ok: false, code, message };
}

function wrongType(name: string, what: string): string {
  return `“${name}” ${what}, whatever its name says. Accepted are ${acceptedUploads}.`;
}

function decodeHead(head: Uint8Array): string {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return new TextDecoder(utf16 ? 'utf-16' : 'utf-8').decode(head);
}

/**
 * Whether bytes can be text: UTF-16 with its mark, or no control characters besides white space. NUL and the other
 * controls below 0x20 do not occur in UTF-8, Latin-1 or any other encoding that chats are exported in.
 */
function isText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  return !head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b));
}
