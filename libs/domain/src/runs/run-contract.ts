/** Messages that every run's workflow answers to, whatever its kind. */
export const runMessages = {
  /** Update: stop starting new work; what is under way is finished. Answers with the state. */
  pause: 'pause',
  /** Update: go on. */
  resume: 'resume',
  /** Query: how far the run is. */
  progress: 'progress',
} as const;

/** Task queues, one per resource that limits throughput. */
export const taskQueues = {
  /** Workflow tasks only. */
  orchestration: 'orchestration',
  /** Calls to OpenAI and whatever speaks its protocol. */
  openai: 'openai',
  /** Calls to Hugging Face. */
  huggingface: 'huggingface',
  /** Files and database. */
  storage: 'storage',
  /** Training on machines that run apps/trainer; no worker of apps/worker serves it. */
  loraTraining: 'lora-training',
} as const;

/** Search attributes that operators filter by. Nothing private may be put into them. */
export const searchAttributes = {
  user: 'UnderstudyUser',
  avatar: 'UnderstudyAvatar',
  kind: 'UnderstudyKind',
  phase: 'UnderstudyPhase',
} as const;

/** What the `pause` and `resume` updates answer with. */
export type PauseState = { paused: boolean };

/** What the `progress` query answers with: counts only, no personal text. */
export type WorkflowProgress = {
  phase: string;
  completed: number;
  total: number;
  percent: number;
  paused: boolean;
};
