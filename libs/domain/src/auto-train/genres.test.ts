import { expect, it } from 'vitest';
import { genreList, genreListSchema, genres, genreTitles, requestedGenres } from './genres.ts';

it('lists the eight genres of the seed in its order', () => {
  expect(genreListSchema.parse(genreList)).toEqual({
    genres: ['fantasy', 'dark_fantasy', 'sci_fi', 'mystery', 'horror', 'romance', 'adventure', 'thriller'],
    total: 8,
    description: 'Available genres for automatic training data generation',
  });
});

it('has a title for each genre', () => {
  expect(Object.keys(genreTitles)).toEqual([...genres]);
});

it('works through the named genres, or through all when none are named', () => {
  expect(requestedGenres(['horror', 'fantasy'])).toEqual(['horror', 'fantasy']);
  expect(requestedGenres(null)).toEqual(genres);
});
