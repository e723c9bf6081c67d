import { z } from 'zod';

const text = z.string().min(1).optional();

/**
 * The environment variables by which Temporal is reached. Temporal's own library reads them (`@temporalio/envconfig`); they
 * are looked at here first, so that a fault is named at the start together with all others.
 */
export const temporalEnvironmentSchema = z.object({
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^/\s]+:\d{1,5}$/, 'Must be host:port, without a scheme.')
    .optional(),
  TEMPORAL_NAMESPACE: text,
  TEMPORAL_API_KEY: text.describe('Key of Temporal Cloud; turns TLS on'),
  TEMPORAL_TLS: z.enum(['true', 'false', '1', '0']).optional(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: text.describe('Client certificate, PEM: mTLS'),
  TEMPORAL_TLS_CLIENT_KEY_PATH: text,
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: text.describe("Authority that signs the server's certificate, PEM"),
  TEMPORAL_TLS_SERVER_NAME: text,
});

/** The variables, checked one by one. */
export type TemporalEnvironment = z.infer<typeof temporalEnvironmentSchema>;

/** What is wrong between the variables, each as `NAME: sentence`; nothing if they fit. */
export function temporalFaults(environment: TemporalEnvironment): string[] {
  const {
    TEMPORAL_API_KEY: apiKey,
    TEMPORAL_TLS: tls,
    TEMPORAL_TLS_CLIENT_CERT_PATH: certificate,
    TEMPORAL_TLS_CLIENT_KEY_PATH: key,
  } = environment;
  const faults: string[] = [];
  if (certificate !== undefined && key === undefined)
    faults.push('TEMPORAL_TLS_CLIENT_KEY_PATH: Is missing, and TEMPORAL_TLS_CLIENT_CERT_PATH needs it.');
  if (key !== undefined && certificate === undefined)
    faults.push('TEMPORAL_TLS_CLIENT_CERT_PATH: Is missing, and TEMPORAL_TLS_CLIENT_KEY_PATH needs it.');
  if (apiKey !== undefined && (tls === 'false' || tls === '0'))
    faults.push('TEMPORAL_TLS: An API key is sent by TLS alone. Leave this out.');
  return faults;
}
