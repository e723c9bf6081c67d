import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { z } from 'zod';
import type { ProviderName } from '../../providers/chat-model.ts';
import { toProviderError, unusableAnswer } from '../../providers/provider-errors.ts';

/** How to reach a provider of fine-tuning. */
export type TuningProviderSettings = {
  apiKey: string;
  baseUrl: string;
  simulated: boolean;
  /** Milliseconds that one call may take; uploads take as long as they take. */
  timeoutMs: number;
};

/** One call. A form is uploaded as it is, read from the disk while it is sent. */
export type ProviderCall = {
  method?: 'GET' | 'POST' | 'DELETE';
  /** After the base address, with its query. */
  path: string;
  body?: object | FormData;
  /** What it is about, for the message where the provider does not have it. */
  about: string;
  signal: AbortSignal;
};

/** A provider's refusal: status and body as they came. It is the cause of the `UnderstudyError` that a call throws. */
class ProviderRefusal extends Error {
  override name = 'ProviderRefusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const text = z.string().catch('');
/** Together's `{ error: { message, code } }`, and Fireworks' `{ code, message }`. */
const refusalSchema = z
  .looseObject({
    message: text,
    error: z.union([z.looseObject({ message: text, code: text }), z.string()]).optional(),
  })
  .catch({ message: '' });

/**
 * Calls of a provider that has no client for Node, or one that cannot be pointed at another address: JSON there, JSON
 * back, parsed by a schema. Nothing is repeated: that is Temporal's.
 *
 * @throws UnderstudyError with one of the `provider_…` codes; the reason of the signal that ended the call
 */
export function createProviderHttp(provider: ProviderName, settings: TuningProviderSettings) {
  const { apiKey, baseUrl, timeoutMs } = settings;
  return async <Schema extends z.ZodType>(schema: Schema, call: ProviderCall): Promise<z.output<Schema>> => {
    const { method = 'GET', path, body, about, signal } = call;
    const isForm = body instanceof FormData;
    const json = body === undefined || isForm ? {} : { 'content-type': 'application/json' };
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, ...json },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
        signal: isForm ? signal : AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      if (!response.ok) throw await refusalOf(provider, response, about);
      return parseAnswer(provider, schema, await response.text());
    } catch (error) {
      if (error instanceof UnderstudyError) throw error;
      if (signal.aborted) throw signal.reason;
      const unanswered = { status: undefined, providerCode: undefined, detail: '', headers: undefined };
      throw toProviderError({ provider, ...unanswered, model: about, cause: error }, new Date());
    }
  };
}

/** Calls a provider and parses what it answers. */
export type ProviderHttp = ReturnType<typeof createProviderHttp>;

/** Whether a call failed because the provider answered with one of these statuses. */
export function wasRefusedWith(error: unknown, ...statuses: readonly number[]): boolean {
  return (
    error instanceof UnderstudyError &&
    error.cause instanceof ProviderRefusal &&
    statuses.includes(error.cause.status)
  );
}

/** What a call gives, or null where the provider answers with one of these statuses. */
export async function unlessRefused<Result>(
  work: () => Promise<Result>,
  ...statuses: readonly number[]
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (wasRefusedWith(error, ...statuses)) return null;
    throw error;
  }
}

async function refusalOf(
  provider: ProviderName,
  response: Response,
  about: string,
): Promise<UnderstudyError> {
  const said = await response.text();
  const { message, error } = refusalSchema.parse(parseJson(said) ?? {});
  const detail = typeof error === 'string' ? error : (error?.message ?? message);
  return toProviderError(
    {
      provider,
      status: response.status,
      providerCode: typeof error === 'object' ? error.code : undefined,
      detail,
      headers: response.headers,
      model: about,
      cause: new ProviderRefusal(response.status, detail),
    },
    new Date(),
  );
}

function parseAnswer<Schema extends z.ZodType>(
  provider: ProviderName,
  schema: Schema,
  answer: string,
): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(answer === '' ? '{}' : answer));
  if (parsed.success) return parsed.data;
  throw unusableAnswer(provider, 'it is not what its API describes', parsed.error);
}

function parseJson(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}
