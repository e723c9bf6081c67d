/** Every workflow type this worker runs. A new capability adds its line here. */
export { trainAvatar } from './train-avatar.ts';
export { sweepRuns } from './sweep-runs.ts';
