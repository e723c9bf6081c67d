/** Every workflow type this worker runs. A new capability adds its line here. */
export { autoTrain } from './auto-train.ts';
export { fineTune } from './fine-tune.ts';
export { fineTuneBatch } from './fine-tune-batch.ts';
export { scheduledFineTune } from './scheduled-fine-tune.ts';
export { importExamples } from './import-examples.ts';
export { buildTrainingFile } from './build-training-file.ts';
export { enrichConversations } from './enrich-conversations.ts';
export { examineExamples } from './examine-examples.ts';
export { indexDocument } from './index-document.ts';
export { trainAvatar } from './train-avatar.ts';
export { trainLora } from './train-lora.ts';
export { watchShutdowns } from './watch-shutdowns.ts';
export { sweepRuns } from './sweep-runs.ts';
