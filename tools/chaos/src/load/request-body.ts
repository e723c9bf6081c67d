import { setTimeout as wait } from 'node:timers/promises';

/** A body as `fetch` takes it, with the headers that it needs. */
export interface RequestBody {
  readonly init: { readonly body?: NonNullable<RequestInit['body']>; readonly duplex?: 'half' };
  readonly headers: Readonly<Record<string, string>>;
}

/** A body of JSON, or none. */
export function jsonBody(content: string | undefined): RequestBody {
  if (content === undefined) return { init: {}, headers: {} };
  return { init: { body: content }, headers: { 'content-type': 'application/json' } };
}

/** Pieces in which a form is sent over a slow connection. */
const pieces = 20;

/** A form that is sent piece by piece over so many milliseconds; at once for 0. */
export async function slowly(form: FormData, overMs: number): Promise<RequestBody> {
  if (overMs === 0) return { init: { body: form }, headers: {} };
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await encoded.arrayBuffer());
  const pieceBytes = Math.ceil(bytes.byteLength / pieces);
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent >= bytes.byteLength) return controller.close();
      await wait(overMs / pieces);
      controller.enqueue(bytes.subarray(sent, (sent += pieceBytes)));
    },
  });
  const headers = { 'content-type': contentType, 'content-length': String(bytes.byteLength) };
  return { init: { body: stream, duplex: 'half' }, headers };
}
