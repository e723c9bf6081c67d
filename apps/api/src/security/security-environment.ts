import { z } from 'zod';

const list = z
  .string()
  .transform((text) => text.split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()])));

/** An origin as browsers send it: scheme, host and port, without a path. */
const origin = z.string().refine(isOrigin, {
  error:
    'Must be origins such as https://app.example.com, separated by commas, without a path; "*" is not taken.',
});

/** A number of hops, `loopback` and its like, or an address or network. */
const proxy = z.string().regex(/^(?:\d+|loopback|linklocal|uniquelocal|[\da-f.:]+(?:\/\d{1,3})?)$/i, {
  error: 'Must be a number of hops, or addresses and networks such as 10.0.0.0/8, separated by commas.',
});

/** The environment variables that say who may reach the API from where. */
export const securityEnvironmentSchema = z.object({
  CORS_ORIGINS: list.pipe(z.array(origin)).default([]),
  TRUSTED_PROXIES: list.pipe(z.array(proxy)).default([]),
});

/** Who may reach the API from where. */
export type AccessSettings = {
  /** Origins whose pages may read answers; none by default. */
  origins: readonly string[];
  /** Whose `X-Forwarded-For` is believed: hops, or addresses and networks; `false` for nobody. */
  trustedProxies: false | number | string[];
};

/** The settings out of the environment. */
export function toAccessSettings(variables: z.infer<typeof securityEnvironmentSchema>): AccessSettings {
  const { CORS_ORIGINS: origins, TRUSTED_PROXIES: proxies } = variables;
  const [first] = proxies;
  if (first === undefined) return { origins, trustedProxies: false };
  const isHops = proxies.length === 1 && /^\d+$/.test(first);
  return { origins, trustedProxies: isHops ? Number(first) : proxies };
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}
