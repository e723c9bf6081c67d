import { errorFromAnswer } from './api-error.ts';

/**
 * The body of a successful answer.
 *
 * @throws ApiError with the API's own sentence when the answer is an error
 */
export async function unwrap<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw errorFromAnswer(response.status, error);
  if (data === undefined || data === null) throw errorFromAnswer(response.status, undefined);
  return data;
}

/**
 * Waits for an answer that has no body.
 *
 * @throws ApiError when the answer is an error
 */
export async function expectDone(answer: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await answer;
  if (!response.ok) throw errorFromAnswer(response.status, error);
}
