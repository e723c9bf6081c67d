import { baseModelsSchema } from '@understudy/domain/fine-tune/contracts/base-models';
import { fineTuneEventPageSchema } from '@understudy/domain/fine-tune/contracts/job-details';
import { expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser } from './support/api-client.ts';
import { fineTuningOf } from './support/fine-tuning.ts';

/** Without a trainer: what one does is shown by `npm run test:trainer`. */
it('a job at the LoRA trainer waits for a machine, says what to do, and can be cancelled', async () => {
  const user = await newUser(sharedStack());
  const fineTuning = fineTuningOf(user);
  const { id } = await fineTuning.trainedAvatar(1, 20);
  const { providers } = await user.get(`/api/avatars/${id}/fine-tune/base-models`, baseModelsSchema);
  expect(providers.find(({ provider }) => provider === 'lora')).toMatchObject({
    is_set_up: true,
    simulated: false,
    note: expect.stringContaining('npm run trainer'),
  });

  const jobId = await fineTuning.start(id, { provider: 'lora', base_model: 'Qwen/Qwen3-0.6B' });
  const told = async () => {
    const page = await user.get(`/api/fine-tune-jobs/${jobId}/events`, fineTuneEventPageSchema);
    return page.items.map(({ level, message }) => ({ level, message }));
  };
  await expect
    .poll(told, { timeout: 60_000 })
    .toEqual([{ level: 'warn', message: expect.stringMatching(/No machine is free .+`npm run trainer`/) }]);
  expect(await fineTuning.read(jobId)).toMatchObject({ status: 'queued', provider_status: 'queued' });

  await fineTuning.steer(jobId, 'cancel');
  expect(await user.runEnded(jobId)).toMatchObject({ status: 'cancelled' });
});
