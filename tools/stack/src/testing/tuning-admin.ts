import { z } from 'zod';

const tuningSchema = z.object({
  created: z.int(),
  by_status: z.record(z.string(), z.int()),
  jobs: z.array(
    z.looseObject({
      id: z.string(),
      status: z.string(),
      suffix: z.string().nullable(),
      metadata: z.record(z.string(), z.string()).nullable(),
      shortest_poll_ms: z.number().nullable(),
    }),
  ),
});

const filesSchema = z.object({ data: z.array(z.looseObject({ id: z.string(), filename: z.string() })) });

/** A fine-tuning job as the simulator has it. */
export type TuningJob = z.infer<typeof tuningSchema>['jobs'][number];

/** The simulator's side of fine-tuning: how its time passes, what fails, and what was really made of jobs and files. */
export function tuningAdmin(simulatorUrl: string) {
  const post = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${simulatorUrl}/admin/fine-tuning/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The simulator refused ${path}: ${await response.text()}`);
  };
  /** All jobs that were created, oldest first. */
  const jobs = async (): Promise<TuningJob[]> => {
    const response = await fetch(`${simulatorUrl}/admin/fine-tuning`);
    return tuningSchema.parse(await response.json()).jobs;
  };
  /** Names of all files that are there for fine-tuning. */
  const files = async (): Promise<string[]> => {
    const response = await fetch(`${simulatorUrl}/v1/files?purpose=fine-tune&limit=10000`, {
      headers: { authorization: 'Bearer simulated' },
    });
    return filesSchema.parse(await response.json()).data.map(({ filename }) => filename);
  };
  return {
    settings: (settings: Record<string, number>) => post('settings', settings),
    failNext: (error: { code: string; message: string; param: string | null }, after = 0.5) =>
      post('fail-next', { error, after }),
    jobs,
    files,
    async jobsOf(jobId: string) {
      return (await jobs()).filter(({ metadata }) => metadata?.['understudy_job_id'] === jobId);
    },
    /** Files that are there for a job: their names end with its mark. */
    async filesOf(jobId: string): Promise<string[]> {
      const mark = jobId.replaceAll('-', '').slice(-12);
      return (await files()).filter((name) => name.includes(mark));
    },
  };
}
