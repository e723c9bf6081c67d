import { z } from 'zod';

const decimal = /^-?\d+(\.\d+)?$/;

/**
 * A number where a request can write numbers only as text: in a query or a header. Takes a number as it is, and a decimal
 * such as `12`, `-3` or `0.5`; whatever else there is (nothing, `null`, `true`, `1e3`, `0x10`) is left for `number` to refuse.
 * `z.coerce.number()` would take nothing and `null` as 0. A usual value is given with `prefault`: with `default` it would be
 * missing in the OpenAPI document.
 */
export function numberParameter<Schema extends z.ZodNumber>(number: Schema) {
  return z.preprocess(
    (given) => (typeof given === 'string' && decimal.test(given) ? Number(given) : given),
    number,
  );
}
