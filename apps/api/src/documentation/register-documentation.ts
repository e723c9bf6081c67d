import express, { type Express } from 'express';
import absolutePath from 'swagger-ui-dist/absolute-path.js';
import { createOpenApiDocument } from '../openapi/document.ts';
import { documentationPage, documentationScript } from './documentation-page.ts';
import { problemsPage } from './problems-page.ts';

/** Adds the OpenAPI document, the page to try it, and the list of problems. */
export function registerDocumentation(app: Express): void {
  const document = JSON.stringify(createOpenApiDocument());
  const problems = problemsPage();
  app.get('/openapi.json', (_request, response) => void response.type('json').send(document));
  app.get('/docs', (_request, response) => void response.type('html').send(documentationPage));
  app.get('/docs/start.js', (_request, response) => void response.type('js').send(documentationScript));
  app.get('/docs/problems', (_request, response) => void response.type('html').send(problems));
  app.use('/docs/assets', express.static(absolutePath(), { index: false, maxAge: '1h' }));
}
