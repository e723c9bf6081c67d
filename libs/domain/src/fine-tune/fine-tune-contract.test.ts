import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attemptInMark,
  carriesJobMark,
  fineTunePhases,
  fineTunePhaseTitles,
  percentOfFineTune,
  providerJobMark,
} from './fine-tune-contract.ts';

const [job, other] = ['0198a3c2-1111-7abc-8def-0123456789ab', '0198a3c2-1111-7abc-8def-0123456789ac'];

describe('the phases', () => {
  it('follow each other without a gap, from 0 to 100', () => {
    const ends = fineTunePhases.map((phase) => [
      percentOfFineTune(phase, 0, 1),
      percentOfFineTune(phase, 1, 1),
    ]);
    expect(ends[0]?.[0]).toBe(0);
    expect(ends.at(-1)?.[1]).toBe(100);
    ends.slice(1).forEach(([from], index) => expect(from).toBe(ends[index]?.[1]));
    expect(Object.keys(fineTunePhaseTitles)).toEqual([...fineTunePhases]);
  });
});

describe('the mark of a job at a provider', () => {
  it('is found by metadata, or else by the name of the model', () => {
    const { metadata, suffix } = providerJobMark(job, 'zega-anna');
    expect(suffix).toBe('zega-anna-0123456789ab');
    expect(carriesJobMark(job, { metadata })).toBe(true);
    expect(carriesJobMark(other, { metadata })).toBe(false);
    expect(carriesJobMark(job, { metadata: null, suffix: `ft:gpt-4o-mini:org:${suffix}:x1` })).toBe(true);
    expect(carriesJobMark(other, { suffix })).toBe(false);
    expect(carriesJobMark(job, { metadata: {}, suffix: null })).toBe(false);
  });

  it('is what providers take as a suffix, whatever the label', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (id, label) => {
        const { suffix } = providerJobMark(id, label);
        expect(suffix).toMatch(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/);
        expect(carriesJobMark(id, { suffix })).toBe(true);
      }),
    );
  });
});

describe('the attempt in a mark', () => {
  it('is said by the suffix, and by names that providers make of it', () => {
    const marks = [1, 2, 13].map((attempt) => providerJobMark(job, 'zega-anna', attempt).suffix);
    expect(marks.map((suffix) => attemptInMark(job, suffix))).toEqual([1, 2, 13]);
    const named = marks.map((suffix) => `anna/Qwen3-8B-${suffix}-ab12cd34`);
    expect(named.map((name) => attemptInMark(job, name))).toEqual([1, 2, 13]);
    expect(marks.map((suffix) => carriesJobMark(job, { suffix }))).toEqual([true, true, true]);
    expect(attemptInMark(other, marks[0] ?? '')).toBeNull();
  });
});
