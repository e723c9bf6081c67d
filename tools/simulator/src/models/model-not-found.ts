import { notFound } from '../http/provider-error.ts';
import type { ProviderError } from '../http/provider-error.ts';

/** What a completion with a model that is not there, or no longer, is answered with. */
export const modelNotFound = (model: string): ProviderError =>
  notFound(`The model \`${model}\` does not exist or you do not have access to it.`, null, 'model_not_found');
