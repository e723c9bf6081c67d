import { expect, it } from 'vitest';
import { createHuggingFaceChatModel } from './huggingface-chat-model.ts';

it('is for good where the client itself cannot ask a model', async () => {
  // Nobody listens there: nothing is sent.
  const model = createHuggingFaceChatModel({
    token: 'hf_test',
    endpointUrl: 'http://127.0.0.1:9',
    simulated: true,
    timeoutMs: 1_000,
  });
  const asked = model.complete({
    model: 'http://127.0.0.1/model',
    messages: [{ role: 'user', content: 'Hi' }],
  });
  await expect(asked).rejects.toMatchObject({
    code: 'provider_model_unavailable',
    message: expect.stringContaining('Choose another model'),
  });
});
