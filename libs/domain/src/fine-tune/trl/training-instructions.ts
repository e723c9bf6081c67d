import { z } from 'zod';
import { hubFiles, suggestedModel } from './hub-repository.ts';

/** How a person trains with what was prepared, where the provider does not train by itself. */
export const trainingInstructionsSchema = z
  .object({
    repository: z.string().describe('The data set repository, as `user/name`'),
    repository_url: z.url(),
    suggested_model: z.string().describe('What the script, the notebook and AutoTrain push the model to'),
    steps: z.array(z.object({ title: z.string(), text: z.string(), url: z.url().nullable() })),
  })
  .meta({ id: 'FineTuneInstructions' });
export type TrainingInstructions = z.infer<typeof trainingInstructionsSchema>;

/** Answer of `GET /api/fine-tune-jobs/:id/instructions`. */
export const trainingInstructionsAnswerSchema = z
  .object({ instructions: trainingInstructionsSchema.nullable() })
  .meta({ id: 'FineTuneInstructionsAnswer' });

/** What to do with a data set repository, until the job has its model's name. Any one of the ways to train will do. */
export function trainingInstructions(hubUrl: string, repository: string): TrainingInstructions {
  const url = `${hubUrl}/datasets/${repository}`;
  const file = (name: string) => `${url}/resolve/main/${name}`;
  const model = suggestedModel(repository);
  return {
    repository,
    repository_url: url,
    suggested_model: model,
    steps: [
      {
        title: 'Look at the data',
        text: 'The private data set repository holds the files, a training script, its configuration and a notebook.',
        url,
      },
      {
        title: 'Train on Google Colab',
        text: 'Download the notebook, open it in Colab by File → Upload notebook, choose a T4 GPU, then Runtime → Run all.',
        url: file(hubFiles.notebook),
      },
      {
        title: 'Or train on a machine of your own',
        text: `Download the script, sign in with \`hf auth login\`, then run \`uv run ${hubFiles.script}\`.`,
        url: file(hubFiles.script),
      },
      {
        title: 'Or train with AutoTrain',
        text: `Set HF_USERNAME and HF_TOKEN, then run \`autotrain --config ${hubFiles.autoTrain}\`.`,
        url: file(hubFiles.autoTrain),
      },
      {
        title: 'Have the model served',
        text: 'To be chatted with, the model needs an Inference Endpoint (set HF_ENDPOINT_URL to it), or an inference provider that serves it.',
        url: `https://endpoints.huggingface.co/new?repository=${encodeURIComponent(model)}`,
      },
      {
        title: 'Enter the name of the model',
        text: `It is ${model} unless you have chosen another one. With it the job is done, and the model can be activated.`,
        url: null,
      },
    ],
  };
}
