import { describe, expect, it } from 'vitest';
import { countOf, formatAgo, formatBytes, formatDuration, formatShare, formatTimeLeft } from './format.ts';

describe('countOf', () => {
  it('agrees with its number and separates thousands', () => {
    expect(countOf(1, 'file')).toBe('1 file');
    expect(countOf(0, 'file')).toBe('0 files');
    expect(countOf(1234, 'message')).toBe('1,234 messages');
    expect(countOf(2, 'reply', 'replies')).toBe('2 replies');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [20 * 1024 * 1024, '20 MB'],
    [150 * 1024 * 1024, '150 MB'],
    [3 * 1024 ** 3, '3 GB'],
  ])('shows %i bytes as %s', (bytes, shown) => {
    expect(formatBytes(bytes)).toBe(shown);
  });
});

describe('formatShare', () => {
  it('keeps a decimal where it matters and never hides a small share', () => {
    expect(formatShare(0)).toBe('0 %');
    expect(formatShare(0.0005)).toBe('< 0.1 %');
    expect(formatShare(0.012)).toBe('1.2 %');
    expect(formatShare(0.333)).toBe('33 %');
    expect(formatShare(1)).toBe('100 %');
  });
});

describe('formatDuration', () => {
  it.each([
    [850, '850 ms'],
    [42_000, '42 s'],
    [60_000, '1 min'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [-5, '0 ms'],
  ])('shows %i ms as %s', (milliseconds, shown) => {
    expect(formatDuration(milliseconds)).toBe(shown);
  });
});

describe('formatTimeLeft', () => {
  it('is silent while the time is unknown', () => {
    expect(formatTimeLeft(null)).toBeNull();
  });

  it('rounds up, so that it promises too little rather than too much', () => {
    expect(formatTimeLeft(2)).toBe('a few seconds left');
    expect(formatTimeLeft(11)).toBe('about 15 s left');
    expect(formatTimeLeft(61)).toBe('about 2 min left');
    expect(formatTimeLeft(5400)).toBe('about 1.5 h left');
  });
});

describe('formatAgo', () => {
  const now = new Date('2026-11-21T12:00:00Z');

  it.each([
    ['2026-11-21T11:59:40Z', 'just now'],
    ['2026-11-21T12:00:09Z', 'just now'],
    ['2026-11-21T11:55:00Z', '5 minutes ago'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
    ['2026-11-01T12:00:00Z', '2 weeks ago'],
  ])('calls %s "%s"', (moment, shown) => {
    expect(formatAgo(moment, now)).toBe(shown);
  });
});
