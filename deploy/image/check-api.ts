/** Does the API of this container answer 200? `node deploy/image/check-api.ts /healthz` (or `/readyz`). */
const [path = '/healthz'] = process.argv.slice(2);
const port = process.env['PORT'] ?? '3000';

try {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(4_000) });
  process.stdout.write(`${path} answers ${response.status}: ${await response.text()}\n`);
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  process.stderr.write(
    `${path} does not answer: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
