/** Key of everything about fine-tuning one avatar: what there is to learn from, its jobs, its model, their use. */
export function avatarFineTuneKey(avatarId: string) {
  return ['fine-tune', 'avatar', avatarId] as const;
}

/** Key of an avatar's jobs. */
export function jobsKey(avatarId: string) {
  return [...avatarFineTuneKey(avatarId), 'jobs'] as const;
}

/** Key of what an avatar answers with. */
export function tunedModelKey(avatarId: string) {
  return [...avatarFineTuneKey(avatarId), 'model'] as const;
}

/** Key of everything about one job. */
export function jobKey(jobId: string) {
  return ['fine-tune', 'job', jobId] as const;
}
