import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createOpenApiDocument } from './document.ts';

const file = fileURLToPath(new URL('../../openapi.json', import.meta.url));
await writeFile(file, `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`);
process.stdout.write(`Wrote ${file}\n`);
