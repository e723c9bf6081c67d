import type { KeySetSettings } from './key-set.ts';

/** How bearer tokens are checked. */
export type TokenSettings = {
  key:
    | {
        kind: 'secret';
        /** HS256, at least 32 bytes. */
        secret: string;
        /** Whether this is the development secret: only then are tokens handed out. */
        development: boolean;
      }
    | ({ kind: 'jwks' } & KeySetSettings);
  /** Required `iss`, where one is required. */
  issuer: string | undefined;
  /** Required `aud`, where one is required. */
  audience: string | undefined;
  /** Seconds by which the clock of whoever signed the token may differ from ours. */
  clockToleranceSeconds: number;
};
