/** A test for IAM's patterns: `*` is any text, `?` any one character. */
export function wildcard(pattern: string, options: { ignoreCase: boolean }): (value: string) => boolean {
  if (pattern === '*') return () => true;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, options.ignoreCase ? 'is' : 's');
  return (value) => expression.test(value);
}
