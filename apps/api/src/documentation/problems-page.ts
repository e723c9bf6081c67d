import { problemDefinitions, isProblemCode } from '@understudy/domain/errors/problem-code';
import { problemAdvice } from './problem-advice.ts';

/** The page that the `type` of every problem points to: each stable code with its status and what to do. */
export function problemsPage(): string {
  const rows = Object.entries(problemDefinitions).map(([code, { status, title, retryable }]) => {
    const advice = isProblemCode(code) ? problemAdvice[code] : '';
    const again = retryable ? 'yes' : 'no';
    return `<tr id="${code}"><th scope="row"><a href="#${code}"><code>${code}</code></a></th><td>${status}</td><td><strong>${title}.</strong> ${advice}</td><td>${again}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Problems · Understudy API</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<style>${styles}</style>
</head>
<body>
<main>
<h1>Problems</h1>
<p>Every error is answered with problem details (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>,
<code>application/problem+json</code>). Its <code>code</code> is one of these and never changes its meaning, so a client
may decide by it. <a href="/docs">All operations</a></p>
<table>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What it means, and what to do</th><th scope="col">Worth repeating unchanged</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
}

const styles = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 1.5rem; }
main { max-width: 68rem; margin: 0 auto; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; font-weight: normal; }
thead th { font-weight: 600; }
tr:target { background: #ffd54a44; }
code { font-family: ui-monospace, monospace; }
`;
