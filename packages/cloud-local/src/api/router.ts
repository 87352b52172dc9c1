import type { Method, Node } from './definition.ts';

export interface Match {
  readonly method: Method;
  /** As they stand in the path, not decoded: that is what functions get. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Finds the method for a path as API Gateway does: at each segment a literal is preferred to a parameter, and
 * it never looks back. Undefined where the path, or the method on it, does not exist.
 */
export function route(root: Node, httpMethod: string, path: string): Match | undefined {
  const segments = path.split('/').slice(1);
  if (segments.at(-1) === '') segments.pop(); // A trailing slash is the same resource.
  const parameters: Record<string, string> = {};
  let node = root;
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index] ?? '';
    const literal = node.literals.get(decoded(segment));
    if (literal !== undefined) {
      node = literal;
      continue;
    }
    if (node.parameter === undefined || segment === '') return undefined;
    const { name, greedy, node: next } = node.parameter;
    parameters[name] = greedy ? segments.slice(index).join('/') : segment;
    node = next;
    if (greedy) break;
  }
  const method = node.methods.get(httpMethod) ?? node.methods.get('ANY');
  return method === undefined ? undefined : { method, parameters };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
