import { expect, it } from 'vitest';
import { readArtefactPath } from './artefact-path.ts';

it('names a file and a format', () => {
  expect(readArtefactPath('0197/training.json')).toEqual({ id: '0197', format: 'json' });
  expect(readArtefactPath('0197/training.jsonl')).toEqual({ id: '0197', format: 'jsonl' });
});

it.each(['', '0197', '0197/training.csv', '/training.json', 'a/b/training.json', '0197/training.json?x'])(
  'refuses “%s”',
  (path) => {
    expect(() => readArtefactPath(path)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  },
);
