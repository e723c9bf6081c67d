import { z } from 'zod';

const variablesSchema = z.object({
  UNDERSTUDY_TEST_API_URL: z.url(),
  UNDERSTUDY_TEST_DATABASE_URL: z.url(),
  UNDERSTUDY_TEST_DATABASE_OWNER_URL: z.url(),
  UNDERSTUDY_TEST_SIMULATOR_URL: z.url(),
  UNDERSTUDY_TEST_TEMPORAL_ADDRESS: z.string(),
  UNDERSTUDY_TEST_DEVELOPMENT_SECRET: z.string(),
});

/** Where a stack under test is reached. */
export type StackAddresses = {
  apiUrl: string;
  databaseUrl: string;
  databaseOwnerUrl: string;
  simulatorUrl: string;
  temporalAddress: string;
  developmentSecret: string;
};

/**
 * Addresses of the stack that `npm test` started for all whole-stack tests.
 *
 * @throws Error when the tests were not started by `npm test`
 */
export function sharedStack(): StackAddresses {
  const parsed = variablesSchema.safeParse(process.env);
  if (!parsed.success) throw new Error('There is no stack: run the whole-stack tests with `npm test`');
  const variables = parsed.data;
  return {
    apiUrl: variables.UNDERSTUDY_TEST_API_URL,
    databaseUrl: variables.UNDERSTUDY_TEST_DATABASE_URL,
    databaseOwnerUrl: variables.UNDERSTUDY_TEST_DATABASE_OWNER_URL,
    simulatorUrl: variables.UNDERSTUDY_TEST_SIMULATOR_URL,
    temporalAddress: variables.UNDERSTUDY_TEST_TEMPORAL_ADDRESS,
    developmentSecret: variables.UNDERSTUDY_TEST_DEVELOPMENT_SECRET,
  };
}
