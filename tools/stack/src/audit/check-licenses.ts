import { z } from 'zod';
import type { Exceptions } from './exceptions.ts';

/** Licences under which a production dependency may be passed on with this product. */
const permissive: ReadonlySet<string> = new Set([
  '0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'PostgreSQL',
  'Unlicense', 'Zlib',
]); // prettier-ignore

/** The parts of package-lock.json that say what is installed, and under which licence. */
export const lockFileSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      dev: z.boolean().default(false),
      link: z.boolean().default(false),
      license: z.string().optional(),
    }),
  ),
});

const folder = 'node_modules/';

/** Production dependencies whose licence is not permissive and that have no exception: `name: licence`, sorted. */
export function findLicenseFaults(
  lockFile: z.infer<typeof lockFileSchema>,
  exceptions: Exceptions['licenses'],
): string[] {
  const excepted = new Set(exceptions.map((exception) => exception.package));
  const faults = Object.entries(lockFile.packages).flatMap(([path, { dev, link, license }]) => {
    if (!path.includes(folder) || dev || link || isPermissive(license ?? '')) return [];
    const name = path.slice(path.lastIndexOf(folder) + folder.length);
    return excepted.has(name) ? [] : [`${name}: ${license ?? 'names no licence'}`];
  });
  return [...new Set(faults)].sort();
}

/** An SPDX expression: all sides of AND, one side of OR. */
function isPermissive(expression: string): boolean {
  const alternatives = expression.replaceAll(/[()]/g, '').split(' OR ');
  return alternatives.some((one) => one.split(' AND ').every((license) => permissive.has(license)));
}
