import { z } from 'zod';

/** A server-sent event as a client gets it. */
export type ReceivedEvent = { id: string | undefined; event: string; data: unknown };

/** Reads a stream of server-sent events as the HTML standard says. */
export async function* readEvents(response: Response): AsyncGenerator<ReceivedEvent, void, void> {
  if (response.body === null) return;
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = toEvent(block);
      if (event !== null) yield event;
    }
  }
}

/** Every event of a stream, until it ends. */
export async function allEvents(response: Response): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = [];
  for await (const event of readEvents(response)) events.push(event);
  return events;
}

function toEvent(block: string): ReceivedEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
  );
  const [event, data] = [fields.get('event'), fields.get('data')];
  if (event === undefined || data === undefined) return null;
  return {
    id: fields.get('id'),
    event,
    data: z.json().parse(JSON.parse(data)),
  };
}
