import { describe, expect, it } from 'vitest';
import { nextPlaces, type ProcessLoad } from './adapt-places.ts';

const most = 400;
const busy: ProcessLoad = { places: 200, taken: 200, users: 2, lateMs: 30 };

/** What the places come to when the process stays as it is. */
function after(looks: number, load: ProcessLoad): number {
  let { places } = load;
  for (let look = 0; look < looks; look += 1) places = nextPlaces({ ...load, places, taken: places }, most);
  return places;
}

describe('the places of a process', () => {
  it('become fewer while what is due in it is late, and never too few', () => {
    expect(nextPlaces(busy, most)).toBeLessThan(200);
    expect(after(100, busy)).toBe(50);
    expect(nextPlaces({ ...busy, places: 10, taken: 10 }, 10)).toBe(10);
  });

  it('stay enough for one large batch while there is nobody to make room for', () => {
    expect(after(100, { ...busy, users: 1 })).toBe(100);
    expect(nextPlaces({ ...busy, users: 1, places: 60, taken: 60 }, most)).toBe(60);
  });

  it('become more while all are taken and nothing is late, up to the most', () => {
    expect(after(100, { ...busy, lateMs: 1 })).toBe(most);
    expect(nextPlaces({ ...busy, lateMs: 1, taken: 20 }, most)).toBe(200);
  });

  it('stay as they are in between', () => {
    expect(nextPlaces({ ...busy, lateMs: 5 }, most)).toBe(200);
  });
});
