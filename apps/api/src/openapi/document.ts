import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiRequestBodyObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { allOperations, tags } from '../all-operations.ts';
import type { Operation, ResponseDeclaration } from '../http/operation.ts';
import { apiVersion } from '../version.ts';
import { problemResponses } from './problem-responses.ts';

/** The OpenAPI 3.1 document of the whole API, made from the same declarations that serve it. */
export function createOpenApiDocument(): ReturnType<typeof createDocument> {
  const document = createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Understudy',
      version: apiVersion,
      description:
        'Train AI avatars from real conversations, with durable jobs on Temporal.\n\n' +
        'Every error is RFC 9457 problem details with a stable `code`; [the list](/docs/problems) says what each means. ' +
        'Long jobs are runs: the request is answered with 202 at once, and the run is followed by its events.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that this page comes from' }],
    tags: [...tags],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'A JSON Web Token; its `sub` is the user. For development: `npm run -s token -- --user NAME`.',
        },
      },
    },
    paths: pathsOf(allOperations),
  });
  return withNamedJson(document);
}

/** Zod writes "any JSON value" anew wherever it is used, under numbers for names. It is one schema, and gets its name. */
function withNamedJson(document: ReturnType<typeof createDocument>): ReturnType<typeof createDocument> {
  const text = JSON.stringify(document).replaceAll(/__schema\d+/g, 'JsonValue');
  return JSON.parse(text);
}

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  return paths;
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, security, params, query, headers } = operation;
  const requestBody = requestBodyOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: security === 'bearer' ? [{ bearer: [] }] : [],
    requestParams: {
      ...(params === undefined ? {} : { path: params }),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { header: headers }),
    },
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: { ...successResponses(operation), ...problemResponses(operation) },
  };
}

function requestBodyOf({ body, multipart }: Operation): ZodOpenApiRequestBodyObject | undefined {
  // No body at all is read as an empty object.
  const required = body?.safeParse({}).success !== true;
  if (body !== undefined) return { required, content: { 'application/json': { schema: body } } };
  if (multipart === undefined) return undefined;
  const files = z.array(z.file()).optional().describe(multipart.fileDescription);
  const schema = multipart.fields.extend({ [multipart.fileField]: files });
  const { json } = multipart;
  const asJson = json === undefined ? {} : { 'application/json': { schema: json } };
  return { required: true, content: { 'multipart/form-data': { schema }, ...asJson } };
}

function successResponses(operation: Operation): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      {
        description: response.description,
        ...(response.headers === undefined ? {} : { headers: response.headers }),
        ...contentOf(response),
      },
    ]),
  );
}

function contentOf({ schema, eventStream, file }: ResponseDeclaration) {
  if (file !== undefined) return { content: Object.fromEntries(file.map((type) => [type, {}])) };
  if (schema === undefined) return {};
  const json = { 'application/json': { schema } };
  if (eventStream === undefined) return { content: json };
  const { description, example } = eventStream;
  return {
    content: { ...json, 'text/event-stream': { schema: { description }, example } },
  };
}
