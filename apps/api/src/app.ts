import express, { type Express } from 'express';
import helmet from 'helmet';
import { allOperations } from './all-operations.ts';
import type { ApiDependencies } from './dependencies.ts';
import { registerDocumentation } from './documentation/register-documentation.ts';
import { handleErrors, refuseUnknownAddress } from './http/handle-errors.ts';
import { logRequests } from './http/log-requests.ts';
import { registerOperations } from './http/register-operations.ts';
import { assignRequestId } from './http/request-id.ts';
import { registerWebPage } from './web-page/register-web-page.ts';

/** The whole API as an Express application, over dependencies that exist already. */
export function createApp(dependencies: ApiDependencies): Express {
  const { installation, logger } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(assignRequestId, securityHeaders(), logRequests(logger));
  registerOperations(app, allOperations, dependencies);
  registerDocumentation(app);
  registerWebPage(app, installation.webFolder);
  app.use(refuseUnknownAddress, handleErrors(logger));
  return app;
}

/** Everything comes from this origin. Only styles may be inline: Mantine and Swagger UI write them into elements. */
function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    // Plain HTTP on a machine of one's own is a supported way to run; who terminates TLS says this.
    strictTransportSecurity: false,
  });
}
