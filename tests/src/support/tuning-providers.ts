import { z } from 'zod';

const jobsSchema = z.object({
  jobs: z.array(z.looseObject({ id: z.string(), status: z.string(), suffix: z.string().nullable() })),
});
const filesSchema = z.looseObject({ data: z.array(z.looseObject({ filename: z.string() })) });
const hubSchema = z.object({
  repositories: z.array(
    z.object({ type: z.string(), id: z.string(), private: z.boolean(), files: z.array(z.unknown()) }),
  ),
});

/** The simulator's side of the providers beside OpenAI: how their time passes, and what was really made there. */
export function tuningProviders(simulatorUrl: string) {
  const authorization = { authorization: 'Bearer hf_simulated' };
  const markOf = (jobId: string) => jobId.replaceAll('-', '').slice(-12);
  return {
    async settings(provider: 'together' | 'fireworks', settings: Record<string, number>): Promise<void> {
      const response = await fetch(`${simulatorUrl}/admin/${provider}/settings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      });
      if (!response.ok) throw new Error(`The simulator refused: ${await response.text()}`);
    },
    async jobsOf(provider: 'together' | 'fireworks', jobId: string) {
      const response = await fetch(`${simulatorUrl}/admin/${provider}`);
      const { jobs } = jobsSchema.parse(await response.json());
      return jobs.filter(({ suffix }) => suffix?.includes(markOf(jobId)));
    },
    /** Whether a provider still has training data of a job. */
    async hasDataAt(provider: 'together' | 'fireworks', jobId: string): Promise<boolean> {
      if (provider === 'fireworks') {
        const path = `accounts/simulated/datasets/understudy-${markOf(jobId)}-training`;
        return (await fetch(`${simulatorUrl}/fireworks/v1/${path}`, { headers: authorization })).ok;
      }
      const response = await fetch(`${simulatorUrl}/together/v1/files`, { headers: authorization });
      const { data } = filesSchema.parse(await response.json());
      return data.some(({ filename }) => filename.includes(markOf(jobId)));
    },
    async repositoriesOf(jobId: string) {
      const response = await fetch(`${simulatorUrl}/admin/hub`);
      const { repositories } = hubSchema.parse(await response.json());
      return repositories.filter(({ id }) => id.includes(markOf(jobId)));
    },
    /** Makes a model on the hub, as the notebook does at its end. */
    async pushModel(model: string): Promise<void> {
      const response = await fetch(`${simulatorUrl}/hf/api/repos/create`, {
        method: 'POST',
        headers: { ...authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'model', name: model.split('/').at(-1), private: true }),
      });
      if (!response.ok) throw new Error(`The hub refused ${model}: ${await response.text()}`);
    },
  };
}
