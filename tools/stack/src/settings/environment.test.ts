import { describe, expect, it } from 'vitest';
import { EnvironmentError, parseEnvironment } from './environment.ts';

describe('parseEnvironment', () => {
  it('needs nothing: every variable has a default or may be absent', () => {
    const settings = parseEnvironment({});
    expect(settings.api).toEqual({ host: '127.0.0.1', port: 3000 });
    expect(settings.temporal).toMatchObject({
      address: undefined,
      namespace: 'default',
      port: 7233,
      uiPort: 8233,
    });
    expect(settings.production).toBe(false);
  });

  it('takes a variable set to the empty string as unset', () => {
    expect(parseEnvironment({ PORT: '', OPENAI_API_KEY: '' })).toEqual(parseEnvironment({}));
  });

  it('lists every fault at once, each with the name of its variable', () => {
    const parse = (): unknown =>
      parseEnvironment({
        PORT: '70000',
        POSTGRES_PORT: 'x',
        TEMPORAL_ADDRESS: 'http://a',
        JWT_SECRET: 'short',
      });
    expect(parse).toThrow(EnvironmentError);
    for (const name of ['PORT:', 'POSTGRES_PORT:', 'TEMPORAL_ADDRESS:', 'JWT_SECRET:'])
      expect(parse).toThrow(name);
  });

  it('refuses one port for two purposes', () => {
    expect(() => parseEnvironment({ PORT: '7233' })).toThrow(
      'TEMPORAL_PORT: is 7233, which PORT uses already',
    );
  });

  it('refuses production without a provider key and without a secret of its own', () => {
    const parse = (): unknown => parseEnvironment({ NODE_ENV: 'production' });
    expect(parse).toThrow('OPENAI_API_KEY: must be given in production');
    expect(parse).toThrow('JWT_SECRET: it or JWT_JWKS_URL must be given in production');
  });

  it('accepts production with both', () => {
    const variables = { NODE_ENV: 'production', OPENAI_API_KEY: 'k', JWT_SECRET: 's'.repeat(32) };
    expect(parseEnvironment(variables).production).toBe(true);
  });

  it('refuses an owner address without an application address', () => {
    const variables = { DATABASE_OWNER_URL: 'postgres://owner@host/database' };
    expect(() => parseEnvironment(variables)).toThrow('DATABASE_URL: must be given too');
  });
});
