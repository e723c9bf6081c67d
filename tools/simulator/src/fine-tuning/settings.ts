import { z } from 'zod';

/**
 * How long fine-tuning takes. All durations are simulated seconds, of which `speed` pass in one real second: 35 lets a
 * job of 100 examples and 3 epochs take 20 s, 3600 passes an hour in a second, 1 is real time, 0 stands still.
 */
export const fineTuningSettingsSchema = z.strictObject({
  speed: z.number().min(0).max(1_000_000),
  validating_s: z.number().min(0).max(86_400),
  queued_s: z.number().min(0).max(864_000),
  /** Training time of one example in one epoch. */
  example_s: z.number().min(0).max(3600),
  /** From the last step to the finished model. */
  finishing_s: z.number().min(0).max(86_400),
});
export type FineTuningSettings = z.infer<typeof fineTuningSettingsSchema>;

/** Durations much like those that users of the service reported, passed 35 times as fast. */
export const usualFineTuningSettings: FineTuningSettings = {
  speed: 35,
  validating_s: 60,
  queued_s: 30,
  example_s: 2,
  finishing_s: 10,
};
