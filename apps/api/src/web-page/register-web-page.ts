import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';

/** Vite puts a hash of the content into the names of what it builds, so these never change. */
const hashedAsset = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+$/;

/**
 * Serves the built web page, and its `index.html` for every address of the page's own. Without a built page, whoever
 * opens one is told how to build it.
 */
export function registerWebPage(app: Express, folder: string | undefined): void {
  const index = folder === undefined ? undefined : join(folder, 'index.html');
  if (folder !== undefined) app.use(express.static(folder, { index: false, setHeaders: setCaching }));
  app.get(/^\/(?!api\/|api$|auth\/|docs\/).*/, (request, response, next) => {
    if (request.accepts(['html', 'json']) !== 'html' || hasExtension(request.path)) return next();
    if (index === undefined || !existsSync(index)) return sayHowToBuild(request, response);
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
}

function setCaching(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  const caching = hashedAsset.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.setHeader('Cache-Control', caching);
}

function hasExtension(path: string): boolean {
  return /\.\w+$/.test(path) && !path.endsWith('.html');
}

function sayHowToBuild(_request: Request, response: Response): void {
  response
    .status(503)
    .type('text')
    .send(
      'The web page is not built. Run "npm run build", or "npm start", which builds it by itself. The API is at /docs.\n',
    );
}
