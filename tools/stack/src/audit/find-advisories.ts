import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { repositoryRoot } from '../repository.ts';
import type { Exceptions } from './exceptions.ts';

const run = promisify(execFile);

const adviceSchema = z.looseObject({ title: z.string(), url: z.string(), severity: z.string() });

/** What `npm audit --json` prints. `via` names other packages by text, and advisories by what they are. */
export const auditReportSchema = z.looseObject({
  vulnerabilities: z.record(z.string(), z.looseObject({ via: z.array(z.union([z.string(), adviceSchema])) })),
});

/**
 * Asks the registry which advisories there are about production dependencies.
 *
 * @returns the report; null where the registry does not answer that question
 */
export async function askForAdvisories(): Promise<z.infer<typeof auditReportSchema> | null> {
  const options = { cwd: repositoryRoot, maxBuffer: 2 ** 26 };
  // It ends with 1 when there are any, and prints them all the same.
  const printed = await run('npm', ['audit', '--omit=dev', '--json'], options).then(
    ({ stdout }) => stdout,
    (error: unknown) => z.object({ stdout: z.string() }).parse(error).stdout,
  );
  const report = auditReportSchema.safeParse(parsed(printed));
  return report.success ? report.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The advisories that no exception covers on this day: `package: severity, title, address`, sorted. */
export function findAdvisories(
  { vulnerabilities }: z.infer<typeof auditReportSchema>,
  exceptions: Exceptions['advisories'],
  today: string,
): string[] {
  const excepted = new Set(exceptions.filter(({ until }) => today < until).map(({ id }) => id));
  const found = Object.entries(vulnerabilities).flatMap(([name, { via }]) =>
    via.flatMap((advice) => {
      if (typeof advice === 'string' || excepted.has(advice.url.split('/').at(-1) ?? '')) return [];
      return [`${name}: ${advice.severity}, ${advice.title}, ${advice.url}`];
    }),
  );
  return [...new Set(found)].sort();
}
