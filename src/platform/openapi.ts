import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import express, { Router } from 'express';
import { z } from 'zod';
import type { RefusalCode } from '#domain/codes.ts';
import { refuse } from '#domain/refusal.ts';
import { problemSchema } from '#schemas/requests.ts';
import { statusOf } from './problems.ts';
import { apiRoot, type Feature, type RouteDeclaration, successStatus } from './route.ts';

const keyHeader = z.string().min(1).max(255).meta({
  description: 'Names this act: a retry with the same key and body gets the same receipt, another body is refused.',
});
const ifMatchHeader = z
  .string()
  .meta({ description: 'The ETag of the version that was read, one strong tag in quotes.' });

/** The OpenAPI 3.1 document of all declared routes. */
export function openApiDocument(features: readonly Feature[], version: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'bukti' });
  for (const { name, routes } of features) {
    for (const declaration of routes) registry.registerPath(toOperation(name, declaration));
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Bukti',
      version,
      description: 'Talent decisions and the proof that they were made on merit. Refusals are RFC 9457 problems.',
    },
    servers: [{ url: apiRoot }],
    security: [{ bearer: [] }, { session: [] }],
  });
}

function toOperation(tag: string, declaration: RouteDeclaration): RouteConfig {
  const { method, path, summary, description, params, query, body } = declaration;
  const headers = headersOf(declaration);
  return {
    method,
    path: path.replace(/:(\w+)/g, '{$1}'),
    operationId: `${method}${path.replace(/[^a-zA-Z]+(\w)/g, (_all, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: { ...accepted(declaration), ...problemsOf(declaration) },
  };
}

function headersOf({ method, ifMatch }: RouteDeclaration): z.ZodObject | undefined {
  const headers = {
    ...(method === 'post' ? { 'Idempotency-Key': keyHeader } : {}),
    ...(ifMatch === 'required' ? { 'If-Match': ifMatchHeader } : {}),
    ...(ifMatch === 'optional' ? { 'If-Match': ifMatchHeader.optional() } : {}),
  };
  return Object.keys(headers).length === 0 ? undefined : z.object(headers);
}

function accepted(declaration: RouteDeclaration): Record<string, ResponseConfig> {
  const { answer, media, writes, summary } = declaration;
  const status = successStatus(declaration);
  if (answer === undefined) return { [status]: { description: summary } };
  const content =
    media === undefined
      ? { 'application/json': { schema: answer } }
      : { [media]: { schema: { type: 'string' as const, format: media === 'text/plain' ? 'text' : 'binary' } } };
  const response = { description: summary, content };
  return writes === 'command'
    ? { [status]: response, 202: { ...response, description: 'Accepted; the outcome is not known yet.' } }
    : { [status]: response };
}

/** What any request may meet; further ones come from the declaration. */
function problemsOf({
  method,
  body,
  ifMatch,
  params,
  refusals = [],
}: RouteDeclaration): Record<string, ResponseConfig> {
  const codes: RefusalCode[] = ['session.required', 'access.unknown-account', 'input.invalid', ...refusals];
  if (params !== undefined) codes.push('thing.missing');
  if (method === 'post') codes.push('input.key-missing');
  if (body !== undefined) codes.push('input.too-large', 'input.unsupported-type');
  if (ifMatch !== undefined) codes.push('input.stale');
  if (ifMatch === 'required') codes.push('input.precondition-required');
  const byStatus = new Map<number, string[]>([
    [429, ['service.too-many']],
    [500, ['service.failed']],
    [503, ['service.unavailable', ...(method === 'get' ? [] : ['service.read-only'])]],
  ]);
  for (const code of codes) {
    const status = statusOf(refuse(code));
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: problemSchema } };
  return Object.fromEntries([...byStatus].map(([status, list]) => [status, { description: list.join(', '), content }]));
}

const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Bukti API</title>
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

// A file of its own: the content security policy allows no inline script.
const docsScript = `SwaggerUIBundle({ url: '${apiRoot}/openapi.json', dom_id: '#docs', deepLinking: true });\n`;

/** `/api/v1/openapi.json` and the browsable page at `/api/docs`, all files served from here. */
export function createDocsRouter(document: object): Router {
  const router = Router();
  const text = JSON.stringify(document);
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  router.get(`${apiRoot}/openapi.json`, (_req, res) => {
    res.type('json').send(text);
  });
  router.get('/api/docs', (_req, res) => {
    res.type('html').send(docsPage);
  });
  router.get('/api/docs/start.js', (_req, res) => {
    res.type('text/javascript').send(docsScript);
  });
  router.use('/api/docs/assets', express.static(assets, { index: false, redirect: false, maxAge: '1h' }));
  return router;
}
