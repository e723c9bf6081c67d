import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../repository.ts';

const exceptionsSchema = z.strictObject({
  advisories: z.array(
    z.strictObject({
      id: z.string().regex(/^GHSA(?:-[\w]{4}){3}$/),
      reason: z.string().min(20),
      until: z.iso.date().describe('The day from which it is a finding again'),
    }),
  ),
  licenses: z.array(z.strictObject({ package: z.string().min(1), reason: z.string().min(20) })),
});

/** What the audit lets pass, each with its reason. */
export type Exceptions = z.infer<typeof exceptionsSchema>;

/**
 * Reads audit-exceptions.json.
 *
 * @throws ZodError where an exception has no reason or no end
 */
export async function readExceptions(): Promise<Exceptions> {
  const text = await readFile(join(repositoryRoot, 'audit-exceptions.json'), 'utf8');
  return exceptionsSchema.parse(JSON.parse(text));
}
