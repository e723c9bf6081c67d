import { describe, expect, it } from 'vitest';
import { filterQuery, isFiltered, sortedBy, viewOfAddress, withFilter, withoutFilter } from './table-view.ts';

const avatarId = '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11';

describe('the view of an address', () => {
  it('is everything in the order of adding where the address says nothing', () => {
    const view = viewOfAddress(new URLSearchParams());
    expect(view).toMatchObject({ avatarId: null, sort: 'index', order: 'asc' });
    expect(isFiltered(view.filter)).toBe(false);
  });

  it('takes scope, filter and order from it', () => {
    const address = `avatar=${avatarId}&finding=too_short&min_length=50&sort=quality_score&order=desc`;
    const view = viewOfAddress(new URLSearchParams(address));
    expect(view).toMatchObject({ avatarId, sort: 'quality_score', order: 'desc' });
    expect(filterQuery(view)).toMatchObject({ avatar_id: avatarId, finding: 'too_short', min_length: 50 });
  });

  it('is not spoilt by what is none', () => {
    const view = viewOfAddress(new URLSearchParams('avatar=ash&finding=ugly&min_length=-3&sort=colour'));
    expect(view).toMatchObject({ avatarId: null, sort: 'index' });
    expect(isFiltered(view.filter)).toBe(false);
  });
});

describe('an address', () => {
  it('keeps its other parts when a filter changes', () => {
    const next = withFilter(new URLSearchParams('tab=examples&search=rain&kind=chat'), {
      search: undefined,
      kind: 'preference',
    });
    expect(next.toString()).toBe('tab=examples&kind=preference');
    expect(withoutFilter(next).toString()).toBe('tab=examples');
  });

  it('turns the order round when a column is chosen again, and starts upwards with another', () => {
    const once = sortedBy(new URLSearchParams(), 'response_length');
    expect(viewOfAddress(once)).toMatchObject({ sort: 'response_length', order: 'asc' });
    const twice = sortedBy(once, 'response_length');
    expect(viewOfAddress(twice).order).toBe('desc');
    expect(viewOfAddress(sortedBy(twice, 'created_at')).order).toBe('asc');
  });
});
