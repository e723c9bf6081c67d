import express, { type Express } from 'express';
import { allOperations } from './all-operations.ts';
import type { ApiDependencies } from './dependencies.ts';
import { registerDocumentation } from './documentation/register-documentation.ts';
import { requireBodyPace } from './http/body-pace.ts';
import { handleErrors, refuseUnknownAddress } from './http/handle-errors.ts';
import { logRequests } from './http/log-requests.ts';
import { refuseOddHeaders } from './http/refuse-odd-headers.ts';
import { registerOperations } from './http/register-operations.ts';
import { assignRequestId } from './http/request-id.ts';
import { allowCrossOrigin } from './security/cross-origin.ts';
import { securityHeaders } from './security/security-headers.ts';
import { observeRequests } from './observability/observe-requests.ts';
import { registerWebPage } from './web-page/register-web-page.ts';

/** The whole API as an Express application, over dependencies that exist already. */
export function createApp(dependencies: ApiDependencies): Express {
  const { installation, logger } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.set('trust proxy', dependencies.access.trustedProxies);
  app.use(assignRequestId, observeRequests, securityHeaders(), logRequests(logger));
  app.use(requireBodyPace(), refuseOddHeaders);
  if (dependencies.access.origins.length > 0) app.use(allowCrossOrigin(dependencies.access.origins));
  registerOperations(app, allOperations, dependencies);
  registerDocumentation(app);
  registerWebPage(app, installation.webFolder);
  app.use(refuseUnknownAddress, handleErrors(logger));
  return app;
}
