import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ApiDependencies } from '../dependencies.ts';
import type { RateLimitKind } from '../rate-limits/rate-limit-kind.ts';
import type { Principal } from './principal.ts';

/** HTTP methods that operations use. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call: `bearer` needs a valid token, `none` is open to everybody. */
export type Security = 'bearer' | 'none';

/** One successful answer, as declared. */
export type ResponseDeclaration = {
  description: string;
  /** Body as `application/json`. Without it the answer has no body. */
  schema?: z.ZodType;
  /** Set when the same status may also be answered as `text/event-stream`: what the events are, and an example. */
  eventStream?: { description: string; example: string };
  /** Set when the answer is a file that the handler streams itself: the media types it can have. */
  file?: readonly string[];
  /** Response headers with their descriptions. */
  headers?: z.ZodObject;
};

/** Files of a multipart body, which arrive beside its text fields. */
export type MultipartDeclaration = {
  /** The text fields. */
  fields: z.ZodObject;
  /** Name of the repeated file field. */
  fileField: string;
  fileDescription: string;
  /** What may be sent as JSON instead of a file; the handler reads it from the request, too. */
  json?: z.ZodType;
};

type Parsed<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;

type AnswerFor<Status extends number, Declaration> = Declaration extends {
  schema: infer Schema extends z.ZodType;
}
  ? { status: Status; body: z.input<Schema>; headers?: Record<string, string> }
  : { status: Status; headers?: Record<string, string> };

/** A handler that has written its answer itself (an event stream) returns this. */
export const answered = Symbol('answered');

/** What a handler may return: one of the declared answers, and nothing else. */
export type Answer<Responses extends Record<number, ResponseDeclaration>> =
  | { [Status in keyof Responses & number]: AnswerFor<Status, Responses[Status]> }[keyof Responses & number]
  | typeof answered;

/** What a handler is given. Everything in it has been validated. */
export type Call<
  Access extends Security,
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Headers extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
> = {
  dependencies: ApiDependencies;
  principal: Access extends 'bearer' ? Principal : undefined;
  params: Parsed<Params>;
  query: Parsed<Query>;
  headers: Parsed<Headers>;
  body: Parsed<Body>;
  /** Aborted when the client goes away before the answer is complete. */
  signal: AbortSignal;
  request: Request;
  response: Response;
};

/** The declaration of one operation: the only place where its address, its shapes and its handler are said. */
export type OperationDeclaration<
  Access extends Security,
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Headers extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Responses extends Record<number, ResponseDeclaration>,
> = {
  /** Stable name in camelCase: `operationId` in OpenAPI. */
  id: string;
  method: Method;
  /** Path in Express syntax, parameters as `:name`. */
  path: string;
  /** Set where the web page has the same address: whoever prefers HTML gets the page. */
  alsoPage?: true;
  tag: string;
  summary: string;
  description?: string;
  security: Access;
  /** What requests are counted as, where their shape does not say so. `none` are not counted. */
  rateLimit?: RateLimitKind | 'none';
  params?: Params;
  query?: Query;
  /** Request headers that the operation reads, in lower case. */
  headers?: Headers;
  /** JSON body. */
  body?: Body;
  /** The schema that validates the body where limits are the deployment's own; `body` then documents the usual ones. */
  bodyFor?: (dependencies: ApiDependencies) => NonNullable<Body>;
  /** Multipart body; the handler reads it from the request, since files are streamed. */
  multipart?: MultipartDeclaration;
  responses: Responses;
  /** Problems besides the ones that every operation of its shape can answer with. */
  problems?: readonly ProblemCode[];
  handler: (call: Call<Access, Params, Query, Headers, Body>) => Promise<Answer<NoInfer<Responses>>>;
};

/** What a request has been reduced to before the handler is called: the inputs that passed their schemas. */
export type ValidatedCall = {
  dependencies: ApiDependencies;
  principal: Principal | undefined;
  params: unknown;
  query: unknown;
  headers: unknown;
  body: unknown;
  signal: AbortSignal;
  request: Request;
  response: Response;
};

/** An answer, whatever the operation. */
export type AnyAnswer =
  { status: number; body?: unknown; headers?: Record<string, string> } | typeof answered;

/** An operation as the registry and the OpenAPI document see it: without its type parameters. */
export type Operation = Omit<
  OperationDeclaration<
    Security,
    z.ZodObject | undefined,
    z.ZodObject | undefined,
    z.ZodObject | undefined,
    z.ZodType | undefined,
    Record<number, ResponseDeclaration>
  >,
  'handler'
> & { handle: (call: ValidatedCall) => Promise<AnyAnswer> };

/**
 * Declares an operation. From this one declaration come the Express route, the validation of everything that reaches
 * the handler, the type of the handler's input and answer, and the operation's part of the OpenAPI document.
 */
export function defineOperation<
  Access extends Security,
  Responses extends Record<number, ResponseDeclaration>,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Headers extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(declaration: OperationDeclaration<Access, Params, Query, Headers, Body, Responses>): Operation {
  const { handler, ...described } = declaration;
  return {
    ...described,
    // The registry has parsed every part with the schema of this very declaration, so the parts have its types.
    handle: (call) => handler(call as Call<Access, Params, Query, Headers, Body>),
  };
}
