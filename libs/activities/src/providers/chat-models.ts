import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ChatModel } from './chat-model.ts';
import { createHuggingFaceChatModel, type HuggingFaceSettings } from './huggingface-chat-model.ts';
import { createOpenAIChatModel, type OpenAISettings } from './openai-chat-model.ts';

/** Which providers can be reached, and which model does what where an avatar names none. */
export type ChatModelSettings = {
  openai: OpenAISettings;
  huggingface: HuggingFaceSettings | undefined;
  /** The server of our own trainer, which speaks OpenAI's protocol. */
  lora?: OpenAISettings | undefined;
  models: { vision: string; analysis: string; chat: string };
};

/** The models by what they are for. */
export type ChatModels = {
  /** The model for a name: our trainer's when it begins with `lora:`, Hugging Face's when it has a slash (`org/model`), otherwise OpenAI's. */
  forName(model: string): ChatModel;
  /** Names of the models for each purpose. */
  names: ChatModelSettings['models'];
  /** Whether any run made with these would be made with simulated answers. */
  simulated: boolean;
};

/** What the names of our trainer's adapters begin with (`loraModelName`). */
const loraPrefix = 'lora:';

/** All chat models of this process. */
export function createChatModels(settings: ChatModelSettings): ChatModels {
  const openai = createOpenAIChatModel(settings.openai);
  const lora = settings.lora && createOpenAIChatModel(settings.lora);
  const huggingface = settings.huggingface && createHuggingFaceChatModel(settings.huggingface);
  return {
    names: settings.models,
    simulated: settings.openai.simulated,
    forName(model) {
      if (model.startsWith(loraPrefix)) {
        if (lora !== undefined) return lora;
        throw new UnderstudyError(
          'provider_model_unavailable',
          `"${model}" is an adapter of the LoRA trainer, whose server is not set up. Start it with \`npm run trainer\` and set LORA_BASE_URL to its address.`,
        );
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
