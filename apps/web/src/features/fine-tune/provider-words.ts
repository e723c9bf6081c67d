import type { FineTuneProvider } from '@understudy/domain/fine-tune/fine-tune-provider';

/** What choosing a provider means, in a line. */
export const providerNotes: Record<FineTuneProvider, string> = {
  openai: 'Trains and answers there. Closed to new organisations since 2026.',
  together: 'Open models, trained by the token; answers on an endpoint of yours.',
  fireworks: 'Open models, trained by the token; answers on a deployment of yours.',
  huggingface: 'You get a data set, a script and a notebook, and train yourself.',
  lora: 'A machine of your own. The job waits until a trainer has joined (npm run trainer).',
};

/** What whoever runs this installation does so that a provider can be used. */
export const setUpHints: Record<FineTuneProvider, string> = {
  openai: 'Set OPENAI_API_KEY for the API and the worker, and start them again.',
  together: 'Set TOGETHER_API_KEY for the API and the worker, and start them again.',
  fireworks:
    'Set FIREWORKS_API_KEY and FIREWORKS_ACCOUNT_ID for the API and the worker, and start them again.',
  huggingface: 'Set HF_TOKEN, with write access, for the API and the worker, and start them again.',
  lora: 'Start a trainer with “npm run trainer” on any machine.',
};
