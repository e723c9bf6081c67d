import { createReporter } from './console/reporter.ts';
import { postgresClientTools } from './postgres/client-tools.ts';

/**
 * `npm run -s postgres-tools`: prints the folder of psql, pg_dump and pg_restore for the embedded server, and nothing else
 * on standard output; fetches them where the machine has none that are new enough.
 */
try {
  const reporter = createReporter((text) => process.stderr.write(text), performance.now());
  process.stdout.write(`${await postgresClientTools(undefined, reporter)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
