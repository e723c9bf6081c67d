const needed = [22, 22] as const;

/** A warning if this version of Node (such as `22.21.0`) is older than the toolchain needs; undefined if it serves. */
export function nodeVersionWarning(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return undefined;
  return `this is Node ${version}, but ${needed.join('.')} or newer is needed: start by \`npm start\`, which brings its own`;
}
