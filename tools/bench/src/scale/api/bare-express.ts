import express from 'express';

/**
 * A process, forked by the bench, with a route that reads a body and answers 202 with JSON, and nothing else: what Express
 * itself takes on this machine at this moment.
 */
const app = express();
const anyForm = express.raw({ type: 'multipart/form-data', limit: '1mb' });
app.post('/runs', express.json(), anyForm, (_request, response) => {
  response.status(202).json({ run: { id: crypto.randomUUID(), status: 'queued' } });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  process.send?.({ port: address.port });
});
process.once('disconnect', () => process.exit(0));
