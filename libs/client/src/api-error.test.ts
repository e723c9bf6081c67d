import { describe, expect, it } from 'vitest';
import { errorFromAnswer, unreachableError } from './api-error.ts';

const problem = {
  type: '/docs/problems#validation_failed',
  title: 'The request is not valid',
  status: 422,
  detail: 'Give the avatar a name.',
  code: 'validation_failed',
  errors: [{ field: 'name', message: 'Give the avatar a name' }],
};

describe('errorFromAnswer', () => {
  it('speaks in the words of the problem details', () => {
    const error = errorFromAnswer(422, problem);
    expect(error).toMatchObject({
      code: 'validation_failed',
      status: 422,
      message: 'Give the avatar a name.',
      faults: [{ field: 'name', message: 'Give the avatar a name' }],
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

describe('unreachableError', () => {
  it('may pass by itself', () => {
    expect(unreachableError()).toMatchObject({ code: 'unreachable', status: 0, retryable: true });
  });
});
