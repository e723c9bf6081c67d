import { setImmediate as readWhatHasArrived } from 'node:timers/promises';
import { Client, type ClientBase } from 'pg';

/** Milliseconds between looks at the connections. */
const lookMilliseconds = 500;

/** How connections of a server that has fallen silent are found. */
export type SilenceOptions = {
  /** Milliseconds without a byte after which the server is asked whether it is there. */
  afterMilliseconds: number;
  /** Asks it on a connection of its own; false where it does not answer. */
  isThere: () => Promise<boolean>;
};

/** Watches connections. */
export type SilenceWatch = {
  /** To be called with each new connection, before its first query. */
  watch: (client: ClientBase) => void;
  stop: () => void;
};

/** A connection: what it was asked and has not answered, and when (`performance.now`) it last gave a sign of life. */
type Watched = { client: Client; unanswered: number; bytesRead: number; heardAt: number };

/**
 * Gives up connections on which a server that has stopped answering owes an answer: one that is frozen, or behind a
 * network that loses everything, would otherwise be waited for without end. A statement may last as long as it needs: what is
 * silent is given up only where the server does not answer on a new connection either (decision 0039). Everything asked on
 * such a connection fails, and the connection is destroyed, so that a late answer is never taken for another's.
 */
export function giveUpSilence({ afterMilliseconds, isThere }: SilenceOptions): SilenceWatch {
  const connections = new Set<Watched>();
  let asking = false;
  const look = async (): Promise<void> => {
    const silent = [...connections].filter((connection) => isSilent(connection, afterMilliseconds));
    if (asking || silent.length === 0) return;
    asking = true;
    const there = await isThere();
    await readWhatHasArrived();
    asking = false;
    for (const connection of silent) {
      if (there) connection.heardAt = performance.now();
      else if (isSilent(connection, afterMilliseconds))
        connection.client.connection.stream.destroy(silence());
    }
  };
  const looking = setInterval(() => void look(), lookMilliseconds).unref();
  return {
    watch: (client) => {
      if (!(client instanceof Client)) return;
      const connection = observe(client);
      connections.add(connection);
      client.once('end', () => connections.delete(connection));
    },
    stop: () => clearInterval(looking),
  };
}

/** Counts what a connection is asked, and what it has answered: PostgreSQL ends each with `ReadyForQuery`, also COPY. */
function observe(client: Client): Watched {
  const connection: Watched = { client, unanswered: 0, bytesRead: 0, heardAt: performance.now() };
  client.connection.on('readyForQuery', () => {
    connection.unanswered = Math.max(connection.unanswered - 1, 0);
    connection.heardAt = performance.now();
  });
  client.query = new Proxy(client.query, {
    apply(query, self, parameters: unknown[]) {
      if (connection.unanswered === 0) connection.heardAt = performance.now();
      connection.unanswered += 1;
      return Reflect.apply(query, self, parameters);
    },
  });
  return connection;
}

/** Whether it owes an answer and has sent nothing for so long; rows that arrive meanwhile are a sign of life, too. */
function isSilent(connection: Watched, afterMilliseconds: number): boolean {
  const bytesRead = bytesReadOf(connection.client);
  if (bytesRead !== connection.bytesRead) {
    connection.bytesRead = bytesRead;
    connection.heardAt = performance.now();
  }
  return connection.unanswered > 0 && performance.now() - connection.heardAt >= afterMilliseconds;
}

function bytesReadOf({ connection: { stream } }: Client): number {
  return 'bytesRead' in stream && typeof stream.bytesRead === 'number' ? stream.bytesRead : 0;
}

/** With the code of the system for a connection that has timed out: it is mapped and retried like one. */
function silence(): Error {
  return Object.assign(new Error('The database has fallen silent'), { code: 'ETIMEDOUT' });
}
