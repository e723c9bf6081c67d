import { describe, expect, it } from 'vitest';
import { ApiError, errorFromAnswer, faultsByField, toApiError } from './api-error.ts';

const problem = {
  type: '/docs/problems#validation_failed',
  title: 'The request is not valid',
  status: 422,
  detail: 'Give the avatar a name.',
  code: 'validation_failed',
  errors: [
    { field: 'name', message: 'Give the avatar a name' },
    { field: 'name', message: 'At most 100 characters' },
  ],
};

describe('errorFromAnswer', () => {
  it('speaks in the words of the problem details', () => {
    const error = errorFromAnswer(422, problem);
    expect(error).toMatchObject({
      code: 'validation_failed',
      status: 422,
      message: 'Give the avatar a name.',
    });
    expect(error.retryable).toBe(false);
  });

  it('says the status when the answer is not from the API', () => {
    const error = errorFromAnswer(502, '<html>Bad gateway</html>');
    expect(error).toMatchObject({ code: 'unexpected_answer', status: 502 });
    expect(error.message).toContain('502');
    expect(error.retryable).toBe(true);
  });
});

describe('faultsByField', () => {
  it('gives each field its first fault', () => {
    expect(faultsByField(errorFromAnswer(422, problem))).toEqual({ name: 'Give the avatar a name' });
  });

  it('is empty for errors without faults', () => {
    expect(faultsByField(new Error('no'))).toEqual({});
    expect(faultsByField(null)).toEqual({});
  });
});

describe('toApiError', () => {
  it('keeps an ApiError and makes one of everything else', () => {
    const error = new ApiError('not_found', 'Gone', 404);
    expect(toApiError(error)).toBe(error);
    expect(toApiError(new Error('odd')).message).toBe('odd');
    expect(toApiError('odd').code).toBe('unexpected_answer');
  });
});
