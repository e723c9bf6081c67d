import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const apiOrigin = `http://localhost:${process.env['PORT'] ?? '3000'}`;
const proxiedPaths = ['/api', '/auth', '/healthz', '/readyz', '/docs', '/openapi.json'];

export default defineConfig({
  plugins: [react()],
  server: { proxy: Object.fromEntries(proxiedPaths.map((path) => [path, { target: apiOrigin }])) },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router)\// },
            {
              name: 'mantine',
              test: /node_modules\/(@mantine\/(core|hooks|notifications|store)|@floating-ui)\//,
            },
          ],
        },
      },
    },
  },
});
