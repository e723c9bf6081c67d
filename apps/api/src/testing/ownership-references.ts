import type { OwnedIds } from '@understudy/db/testing/seed-owned';

/** What a field of a body or a parameter of a query names, by the last part of its name. */
export const referencedKinds: Readonly<Record<string, keyof OwnedIds>> = {
  avatar_id: 'avatarId',
  avatar_ids: 'avatarId',
  conversation_ids: 'conversationId',
  fine_tune_job_id: 'fineTuneJobId',
  ids: 'exampleId',
  import_id: 'importId',
  message_id: 'chatMessageId',
  not_in_training_file_id: 'trainingFileId',
  prompt_version_id: 'versionId',
  to_version_id: 'versionId',
  training_data_id: 'sessionId',
  training_file_id: 'trainingFileId',
};

/** Fields that look like a reference and are none to anybody's resource, with the reason. */
export const unownedReferences: Readonly<Record<string, string>> = {
  'createAutoTrainBatch user_id':
    'Must be the user of the token; auto-train/validation.test.ts asks with another.',
  'activateFineTunedModel checkpoint_id': 'A checkpoint of the job in the path, which is asked for.',
  'chatWithAvatar conversation_id': 'Any name that the client chooses for its conversation.',
  'listRunEvents last_event_id': 'A sequence number.',
  'restoreTrainingExamples removal_id':
    'Names a removal, of which the owner has none; the examples in `ids` are asked for.',
};
