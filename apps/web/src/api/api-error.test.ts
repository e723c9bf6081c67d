import { describe, expect, it } from 'vitest';
import { ApiError, faultsByField, toApiError } from './api-error.ts';

describe('faultsByField', () => {
  it('gives each field its first fault', () => {
    const error = new ApiError('validation_failed', 'Give the avatar a name.', 422, [
      { field: 'name', message: 'Give the avatar a name' },
      { field: 'name', message: 'At most 100 characters' },
    ]);
    expect(faultsByField(error)).toEqual({ name: 'Give the avatar a name' });
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
