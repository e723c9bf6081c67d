import { describe, expect, it } from 'vitest';
import { checkSequences } from './check-sequences.ts';

describe('checkSequences', () => {
  it('finds nothing wrong with events that came once each and in order', () => {
    expect(checkSequences([4, 5, 6], [4, 5, 6])).toEqual({ lost: 0, doubled: 0, disordered: 0 });
  });

  it('counts what was lost, doubled and out of order', () => {
    expect(checkSequences([4, 5, 6, 7], [4, 6, 5, 5])).toEqual({ lost: 1, doubled: 1, disordered: 1 });
  });
});
