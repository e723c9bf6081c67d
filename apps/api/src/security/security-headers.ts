import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Everything comes from this origin. Only styles may be inline: Mantine and Swagger UI write them into elements. */
export function securityHeaders(): RequestHandler {
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
