import { describe, expect, it } from 'vitest';
import { kindOfName, problemOfCount, problemOfFile } from './local-file.ts';

describe('kindOfName', () => {
  it('goes by the extension, whatever its case', () => {
    expect(kindOfName('IMG_1.JPEG')).toBe('image');
    expect(kindOfName('a.b.pdf')).toBe('pdf');
    expect(kindOfName('result.json')).toBe('json');
    expect(kindOfName('setup.exe')).toBeNull();
    expect(kindOfName('constructor')).toBeNull();
  });
});

describe('problemOfFile', () => {
  it('says why a file cannot be used before it is uploaded', () => {
    expect(problemOfFile({ name: 'a.txt', size: 0 })).toBe('This file is empty.');
    expect(problemOfFile({ name: 'a.pdf', size: 21 * 1024 * 1024 })).toBe(
      'This file has 21 MB. The limit is 20 MB.',
    );
    expect(problemOfFile({ name: 'a.exe', size: 10 })).toContain('cannot be read');
  });

  it('lets a file of exactly the limit through', () => {
    expect(problemOfFile({ name: 'a.pdf', size: 20 * 1024 * 1024 })).toBeNull();
  });
});

describe('problemOfCount', () => {
  it('says how many are too many', () => {
    expect(problemOfCount(100)).toBeNull();
    expect(problemOfCount(103)).toBe('A session takes 100 files. Remove 3 files.');
  });
});
