/** Sets how long the simulator waits before it answers a model call, in milliseconds. */
export async function setSimulatorLatency(simulatorUrl: string, ms: number): Promise<void> {
  await administer(simulatorUrl, 'latency', { ms });
}

/** Sets how fast fine-tuning goes: simulated seconds that phases take, of which `speed` pass in one. */
export async function setFineTuningPace(
  simulatorUrl: string,
  pace: Readonly<Record<string, number>>,
): Promise<void> {
  await administer(simulatorUrl, 'fine-tuning/settings', pace);
}

async function administer(simulatorUrl: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${simulatorUrl}/admin/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The simulator refused ${path}: ${await response.text()}`);
}
