import type { components } from '@understudy/client/schema';
import { fineTuneProviders } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { FineTuneFields } from './fine-tune-fields.ts';

/** What a form begins with: the first provider that is set up here, and the model that is recommended there. */
export function firstChoice({
  models,
  providers,
}: components['schemas']['FineTuneBaseModels']): Pick<FineTuneFields, 'provider' | 'baseModel'> {
  const provider =
    fineTuneProviders.find((name) => providers.some((state) => state.provider === name && state.is_set_up)) ??
    'openai';
  const recommended = models.find((model) => model.provider === provider && model.recommended);
  return { provider, baseModel: recommended?.model ?? '' };
}
