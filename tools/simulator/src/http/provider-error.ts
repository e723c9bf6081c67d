/** An error answer in OpenAI's body shape: `{ error: { message, type, param, code } }`. */
export interface ProviderErrorDetails {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly param?: string | null;
  readonly code?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by handlers; the error middleware turns it into the answer. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly details: ProviderErrorDetails;

  constructor(details: ProviderErrorDetails) {
    super(details.message);
    this.details = details;
  }

  /** The JSON body that the official clients expect. */
  toBody(): { error: { message: string; type: string; param: string | null; code: string | null } } {
    const { message, type, param = null, code = null } = this.details;
    return { error: { message, type, param, code } };
  }
}

/** A request that the service would reject as wrong: 400 with the parameter that is at fault. */
export function invalidRequest(
  message: string,
  param: string | null,
  code: string | null = null,
): ProviderError {
  return new ProviderError({ status: 400, type: 'invalid_request_error', message, param, code });
}

/** Something that is not there: 404. */
export function notFound(
  message: string,
  param: string | null = null,
  code: string | null = null,
): ProviderError {
  return new ProviderError({ status: 404, type: 'invalid_request_error', message, param, code });
}

/** A key that is missing or not accepted: 401. */
export function invalidApiKey(key: string | undefined): ProviderError {
  const message =
    key === undefined
      ? "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
      : `Incorrect API key provided: ${maskKey(key)}. You can find your API key in the settings of your account.`;
  return new ProviderError({
    status: 401,
    type: 'invalid_request_error',
    message,
    code: key === undefined ? null : 'invalid_api_key',
  });
}

const maskKey = (key: string): string =>
  key.length <= 8
    ? '*'.repeat(key.length)
    : `${key.slice(0, 4)}${'*'.repeat(key.length - 8)}${key.slice(-4)}`;
