import { expect, it } from 'vitest';
import { notificationAddress } from './notification-address.ts';

it.each([
  [{ batch_id: 'b', run_id: 'r' }, '/auto-train/b'],
  [{ run_id: 'r' }, '/runs/r'],
  [{ fine_tune_job_id: 'j', avatar_id: 'a' }, '/avatars/a/fine-tune/j'],
  [{ fine_tune_batch_id: 'b' }, '/fine-tune/batches/b'],
  [{ avatar_id: 'a', model: 'ft:m', shutdown_date: '2027-01-14', days: 7 }, '/avatars/a/fine-tune'],
  [{ unused_examples: 50 }, null],
])('%o leads to %s', (data, address) => {
  expect(notificationAddress({ data })).toBe(address);
});
