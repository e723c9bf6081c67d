/** Every workflow type this worker runs. A new capability adds its line here. */
export { autoTrain } from './auto-train.ts';
export { indexDocument } from './index-document.ts';
export { trainAvatar } from './train-avatar.ts';
export { trainLora } from './train-lora.ts';
export { sweepRuns } from './sweep-runs.ts';
