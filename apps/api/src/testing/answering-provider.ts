import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** A provider on a port of its own that answers every chat with the name of the model that was asked. */
export type AnsweringProvider = {
  /** To be used as `OPENAI_BASE_URL`. */
  url: string;
  /** Models that were asked, in order. */
  asked: string[];
  close: () => void;
};

const requestSchema = z.object({ model: z.string() });

/** Starts a provider that speaks OpenAI's streaming protocol. Models whose name ends with `broken` do not answer. */
export async function startAnsweringProvider(): Promise<AnsweringProvider> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { model } = requestSchema.parse(JSON.parse(body));
      asked.push(model);
      if (model.endsWith('broken')) {
        response.writeHead(404, { 'content-type': 'application/json' });
        response.end('{"error":{"message":"The model does not exist","code":"model_not_found"}}');
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const send = (part: object) =>
        response.write(
          `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', model, ...part })}\n\n`,
        );
      send({ choices: [{ index: 0, delta: { content: `I am ${model}` }, finish_reason: 'stop' }] });
      send({ choices: [], usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
      response.end('data: [DONE]\n\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}/v1`, asked, close: () => void server.close() };
}
