import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { ApiDependencies } from '../dependencies.ts';
import { rateLimitKindOf } from '../rate-limits/rate-limit-kind.ts';
import { readJsonBody } from './json-body.ts';
import { answered, type AnyAnswer, type Operation } from './operation.ts';
import { parseInput } from './parse-input.ts';
import { parseParams } from './parse-params.ts';
import { parseQuery } from './parse-query.ts';
import { factsOf } from './request-facts.ts';
import type { Principal } from './principal.ts';

/** Adds the route of every operation. A method that an address does not know is answered with 405 and `Allow`. */
export function registerOperations(
  app: Express,
  operations: readonly Operation[],
  dependencies: ApiDependencies,
): void {
  for (const [path, ofPath] of Map.groupBy(operations, (operation) => operation.path)) {
    const route = app.route(path);
    const allow = allowedMethods(ofPath);
    if (ofPath.some(({ alsoPage }) => alsoPage)) route.get(leaveToWebPage);
    for (const operation of ofPath) {
      route[operation.method]((request, response) => serve(operation, dependencies, request, response));
    }
    route.options((_request, response) => void response.status(204).setHeader('Allow', allow).end());
    route.all((request, response) => {
      response.setHeader('Allow', allow);
      throw new UnderstudyError(
        'method_not_allowed',
        `${request.method} is not allowed here. Allowed: ${allow}.`,
      );
    });
  }
}

function allowedMethods(operations: readonly Operation[]): string {
  const methods = operations.map(({ method }) => method.toUpperCase());
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

async function serve(
  operation: Operation,
  dependencies: ApiDependencies,
  request: Request,
  response: Response,
): Promise<void> {
  factsOf(response).operation = operation;
  const principal = await admit(operation, dependencies, request, response);
  const answer = await operation.handle({
    dependencies,
    principal,
    params: operation.params && parseParams(operation.params, request.params),
    query: parseQuery(operation, request.query),
    headers: operation.headers && parseInput(operation.headers, request.headers),
    body: operation.body && (await parseBody(operation, operation.body, dependencies, request, response)),
    signal: signalOf(response),
    request,
    response,
  });
  send(answer, operation, dependencies, response);
}

/** Who asks, once the request is counted. One without a valid token is counted for its address, and then refused. */
async function admit(
  operation: Operation,
  { authenticate, countRequest }: ApiDependencies,
  request: Request,
  response: Response,
): Promise<Principal | undefined> {
  const kind = rateLimitKindOf(operation);
  if (operation.security === 'none') {
    if (kind !== undefined) await countRequest(kind, undefined, request, response);
    return undefined;
  }
  const principal = await authenticate(request.get('authorization')).catch(async (error: unknown) => {
    await countRequest('anonymous', undefined, request, response);
    throw error;
  });
  response.locals['user'] = principal.user;
  if (kind !== undefined) await countRequest(kind, principal.user, request, response);
  return principal;
}

/** Browsers that open an address prefer HTML; scripts, which take anything, get the operation. */
const leaveToWebPage: RequestHandler = (request, _response, next) => {
  next(request.accepts(['json', 'html']) === 'html' ? 'route' : undefined);
};

async function parseBody(
  { bodyFor }: Operation,
  usual: NonNullable<Operation['body']>,
  dependencies: ApiDependencies,
  request: Request,
  response: Response,
): Promise<unknown> {
  return parseInput(bodyFor?.(dependencies) ?? usual, await readJsonBody(request, response));
}

/** Aborted when the client goes away before the answer is complete. */
function signalOf(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new Error('The client has gone away'));
  });
  return controller.signal;
}

function send(
  answer: AnyAnswer,
  operation: Operation,
  dependencies: ApiDependencies,
  response: Response,
): void {
  if (answer === answered) return;
  const { status, body, headers = {} } = answer;
  if (dependencies.checkAnswers) operation.responses[status]?.schema?.parse(body);
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (body === undefined) response.end();
  else response.json(body);
}
