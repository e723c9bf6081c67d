import { z } from 'zod';

/** The genres that examples can be generated in, in the seed's order. Seed 002, "GET /training/genres". */
export const genres = [
  'fantasy',
  'dark_fantasy',
  'sci_fi',
  'mystery',
  'horror',
  'romance',
  'adventure',
  'thriller',
] as const;
export const genreSchema = z.enum(genres).meta({ id: 'Genre' });
export type Genre = (typeof genres)[number];

/** What each genre is called in front of people and in instructions. */
export const genreTitles: Record<Genre, string> = {
  fantasy: 'Fantasy',
  dark_fantasy: 'Dark fantasy',
  sci_fi: 'Science fiction',
  mystery: 'Mystery',
  horror: 'Horror',
  romance: 'Romance',
  adventure: 'Adventure',
  thriller: 'Thriller',
};

/** Body of `GET /training/genres`, with exactly the seed's fields. */
export const genreListSchema = z
  .object({
    genres: z.array(genreSchema),
    total: z.int().describe('How many genres there are'),
    description: z.string(),
  })
  .meta({ id: 'GenreList' });
export type GenreList = z.infer<typeof genreListSchema>;

/** The answer to `GET /training/genres`. */
export const genreList: GenreList = {
  genres: [...genres],
  total: genres.length,
  description: 'Available genres for automatic training data generation',
};

/** The genres a request works through: those it names in its order, or all when it names none. */
export function requestedGenres(named: readonly Genre[] | null): readonly Genre[] {
  return named ?? genres;
}
