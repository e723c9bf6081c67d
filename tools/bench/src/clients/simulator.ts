/** Sets how long the simulator waits before it answers a model call, in milliseconds. */
export async function setSimulatorLatency(simulatorUrl: string, ms: number): Promise<void> {
  const response = await fetch(`${simulatorUrl}/admin/latency`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ms }),
  });
  if (!response.ok) throw new Error(`The simulator refused a latency: ${await response.text()}`);
}
