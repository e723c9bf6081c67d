import { errorFromAnswer, unreachableError } from './api-error.ts';
import { reportReachable } from './connection-store.ts';
import { authorizationHeader } from './token-store.ts';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type SendFormOptions = {
  /** Names and values of headers beside the authorization. */
  headers?: Record<string, string>;
  /** Called with the share of bytes that are sent, 0–1. */
  onSent?: (share: number) => void;
  /** Ends the upload. */
  signal?: AbortSignal;
};

/**
 * Posts a form with files. XMLHttpRequest, because `fetch` does not tell how much has been sent.
 *
 * @returns the parsed JSON of a successful answer
 * @throws ApiError with the API's own sentence, or `unreachable`; AbortError when the signal ended it
 */
export function sendForm(path: string, form: FormData, options: SendFormOptions = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open('POST', path);
    const headers = { ...options.headers, ...authorizationHeader() };
    for (const [name, value] of Object.entries(headers)) upload.setRequestHeader(name, value);
    upload.upload.addEventListener('progress', ({ loaded, total }) =>
      options.onSent?.(total === 0 ? 0 : loaded / total),
    );
    upload.addEventListener('error', () => {
      reportReachable(false);
      reject(unreachableError());
    });
    upload.addEventListener('abort', () => reject(new DOMException('The upload was ended.', 'AbortError')));
    upload.addEventListener('load', () => {
      reportReachable(true);
      const body = parseJson(upload.responseText);
      if (upload.status < 300) resolve(body);
      else reject(errorFromAnswer(upload.status, body));
    });
    options.signal?.addEventListener('abort', () => upload.abort(), { once: true });
    upload.send(form);
  });
}
