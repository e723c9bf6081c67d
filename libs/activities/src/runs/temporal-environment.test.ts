import { describe, expect, it } from 'vitest';
import { temporalEnvironmentSchema, temporalFaults } from './temporal-environment.ts';

describe('the variables by which Temporal is reached', () => {
  it('may be none, an address, a key, or a certificate with its key', () => {
    const address = { TEMPORAL_ADDRESS: 'understudy.a1b2c.tmprl.cloud:7233' };
    const certificate = {
      TEMPORAL_TLS_CLIENT_CERT_PATH: '/tls/tls.crt',
      TEMPORAL_TLS_CLIENT_KEY_PATH: '/tls/tls.key',
    };
    for (const good of [{}, address, { ...address, TEMPORAL_API_KEY: 'key' }, { ...address, ...certificate }])
      expect(temporalFaults(temporalEnvironmentSchema.parse(good))).toEqual([]);
  });

  it.each(['https://understudy.a1b2c.tmprl.cloud:7233', 'temporal', 'temporal:port'])(
    'are refused with the address %s',
    (TEMPORAL_ADDRESS) => {
      expect(temporalEnvironmentSchema.safeParse({ TEMPORAL_ADDRESS }).success).toBe(false);
    },
  );

  it.each([
    [{ TEMPORAL_TLS_CLIENT_CERT_PATH: '/tls/tls.crt' }, 'TEMPORAL_TLS_CLIENT_KEY_PATH: '],
    [{ TEMPORAL_TLS_CLIENT_KEY_PATH: '/tls/tls.key' }, 'TEMPORAL_TLS_CLIENT_CERT_PATH: '],
    [{ TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' }, 'TEMPORAL_TLS: '],
  ])('have to fit together: %o', (variables, fault) => {
    const faults = temporalFaults(temporalEnvironmentSchema.parse(variables));
    expect(faults).toHaveLength(1);
    expect(faults[0]?.startsWith(fault)).toBe(true);
  });
});
