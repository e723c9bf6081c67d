import { z } from 'zod';
import { migrate } from './migrate.ts';

/** Environment of `node libs/db/src/migrate-command.ts`. */
const environmentSchema = z.object({
  DATABASE_OWNER_URL: z.url({ error: 'the URL of the database as the owner of its tables' }),
  DATABASE_URL: z.url({ error: 'the URL of the database as the application role' }),
});

async function main(): Promise<void> {
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    const missing = environment.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`Set these variables. ${missing.join('; ')}`);
  }
  const { username, password } = new URL(environment.data.DATABASE_URL);
  const { applied } = await migrate({
    ownerUrl: environment.data.DATABASE_OWNER_URL,
    applicationRole: decodeURIComponent(username),
    applicationPassword: password === '' ? undefined : decodeURIComponent(password),
  });
  process.stdout.write(applied === 0 ? 'The database is up to date.\n' : `Applied ${applied} migrations.\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`Migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
