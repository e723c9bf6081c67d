import { z } from 'zod';
import { tooLong } from './http/too-long.ts';

/** UTF-16 units of a model's name. */
export const longestModelName = 200;

/** A name as providers give them, with a slash or a colon in it, but no address: a client would send there what a provider is to get. */
const form = /^(?!.*(?:\.\.|\/\/))[\w.:@/#+-]+$/;

/** Whether a text can be the name of a provider's model. */
export function isModelName(text: string): boolean {
  return text.length <= longestModelName && form.test(text);
}

/** The rule for every field that names a provider's model; blanks around the name are taken away. */
export function modelNameSchema(field: string): z.ZodString {
  const missing = { error: `${field} must be the name of a model, 1 to ${longestModelName} characters.` };
  const address = {
    error: `${field} must be the name of a model, such as gpt-5.4-mini or meta-llama/Llama-3.3-70B-Instruct. An address is none.`,
  };
  return z
    .string(missing)
    .max(longestModelName, tooLong(field, longestModelName))
    .trim()
    .min(1, { ...missing, abort: true })
    .regex(form, address);
}
