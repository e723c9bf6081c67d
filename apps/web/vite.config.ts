import react from '@vitejs/plugin-react';
import { defineConfig, type ProxyOptions } from 'vite';

const apiOrigin = `http://localhost:${process.env['PORT'] ?? '3000'}`;
const proxiedPaths = ['/api', '/auth', '/healthz', '/readyz', '/docs', '/openapi.json', '/training/genres'];
/** Also the address of a page, which browsers ask for as HTML. */
const autoTrain: ProxyOptions = {
  target: apiOrigin,
  bypass: ({ headers, url }) => (headers.accept?.includes('text/html') === true ? url : undefined),
};

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: {
      ...Object.fromEntries(proxiedPaths.map((path) => [path, { target: apiOrigin }])),
      '^/auto-train(/[^/]+)?$': autoTrain,
    },
  },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // One file of styles: little of them is of a single page, and a piece that got lost would not be fetched again.
    cssCodeSplit: false,
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
