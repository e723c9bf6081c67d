import { defineConfig } from 'drizzle-kit';

/** Paths are relative to the root of the repository, where `npm run db:generate` runs. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './libs/db/src/schema/*.ts',
  out: './libs/db/migrations',
});
