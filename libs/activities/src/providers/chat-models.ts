import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { providerInName, type NamedProvider } from '@understudy/domain/fine-tune/tuned-model-name';
import type { ChatModel } from './chat-model.ts';
import { createHuggingFaceChatModel, withGate, type HuggingFaceSettings } from './huggingface-chat-model.ts';
import { observedChatModel } from './observed-models.ts';
import { createOpenAIChatModel, type OpenAISettings } from './openai-chat-model.ts';
import { watchOf } from './pause-watch.ts';
import { withoutPrefix } from './prefixed-chat-model.ts';
import type { ProviderGate } from './provider-gate.ts';

/** Which providers can be reached, and which model does what where an avatar names none. */
export type ChatModelSettings = {
  openai: OpenAISettings;
  huggingface: HuggingFaceSettings | undefined;
  /** The server of our own trainer, which speaks OpenAI's protocol. */
  lora?: OpenAISettings | undefined;
  /** Providers of fine-tuning that answer with what they trained, in OpenAI's protocol. */
  together?: OpenAISettings | undefined;
  fireworks?: OpenAISettings | undefined;
  models: { vision: string; analysis: string; chat: string };
};

/** The models by what they are for. */
export type ChatModels = {
  /**
   * The model for a name: the one of whom it begins with (`lora:`, `together:`, `fireworks:`), Hugging Face's when it has
   * a slash (`org/model`), otherwise OpenAI's.
   */
  forName(model: string): ChatModel;
  /** Names of the models for each purpose. */
  names: ChatModelSettings['models'];
  /** Whether any run made with these would be made with simulated answers. */
  simulated: boolean;
};

const notSetUp: Record<NamedProvider, string> = {
  lora: 'is an adapter of the LoRA trainer, whose server is not set up. Start it with `npm run trainer` and set LORA_BASE_URL to its address.',
  together: 'is a model of Together, which is not set up here. Set TOGETHER_API_KEY and start again.',
  fireworks:
    'is a model of Fireworks, which is not set up here. Set FIREWORKS_API_KEY and FIREWORKS_ACCOUNT_ID and start again.',
};

/**
 * All chat models of this process, each call of which is measured.
 *
 * @param gate keeps calls back while their provider has asked for a pause, and learns of pauses from their answers
 */
export function createChatModels(settings: ChatModelSettings, gate?: ProviderGate): ChatModels {
  const configured = new Set(Object.values(settings.models));
  const observed = (model: ChatModel) => observedChatModel(model, configured);
  const speakingOpenAI = (openai: OpenAISettings) =>
    createOpenAIChatModel(openai, gate && watchOf(gate, openai.provider ?? 'openai'));
  const openai = observed(speakingOpenAI(settings.openai));
  const named: Partial<Record<NamedProvider, ChatModel | undefined>> = {
    // Its server knows its adapters by their whole names.
    lora: settings.lora && observed(speakingOpenAI(settings.lora)),
    together: settings.together && observed(withoutPrefix(speakingOpenAI(settings.together))),
    fireworks: settings.fireworks && observed(withoutPrefix(speakingOpenAI(settings.fireworks))),
  };
  const huggingface =
    settings.huggingface && observed(createHuggingFaceChatModel(withGate(settings.huggingface, gate)));
  return {
    names: settings.models,
    simulated: settings.openai.simulated,
    forName(model) {
      const provider = providerInName(model)?.provider;
      if (provider !== undefined) {
        const found = named[provider];
        if (found !== undefined) return found;
        throw new UnderstudyError('provider_model_unavailable', `"${model}" ${notSetUp[provider]}`);
      }
      if (!model.includes('/')) return openai;
      if (huggingface !== undefined) return huggingface;
      throw new UnderstudyError(
        'provider_key_rejected',
        `"${model}" is a Hugging Face model, but no token is set. Set HF_TOKEN and start again, or choose another base model.`,
      );
    },
  };
}
