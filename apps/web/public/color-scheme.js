// Runs before the first paint, so that a dark page does not flash white. A file, not an inline script: the API's
// content security policy allows scripts of this origin only. The key is the one Mantine's manager writes.
(() => {
  const stored = localStorage.getItem('mantine-color-scheme-value');
  const chosen = stored === 'light' || stored === 'dark' ? stored : null;
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', chosen ?? system);
})();
