import { UnsupportedTemplateError } from '../errors.ts';
import { isJsonObject, type Json, parseJson } from '../json.ts';

/**
 * Fills in `{{resolve:secretsmanager:<secret>:SecretString:<key>::}}` wherever it stands in a value, as
 * CloudFormation does while it deploys.
 *
 * @param secretOf the text of a secret of this stack, by ARN or name
 * @throws UnsupportedTemplateError for other services and for secrets that the stack does not have
 */
export function resolveDynamicReferences(value: Json, secretOf: (id: string) => string | undefined): Json {
  if (typeof value === 'string') return resolveText(value, secretOf);
  if (Array.isArray(value)) return value.map((entry) => resolveDynamicReferences(entry, secretOf));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, resolveDynamicReferences(entry, secretOf)]),
  );
}

function resolveText(text: string, secretOf: (id: string) => string | undefined): string {
  return text.replace(/\{\{resolve:([^}]*)\}\}/g, (whole, reference: string) => {
    const parts = /^secretsmanager:(.+?):SecretString(?::([^:]*):?[^:]*:?[^:]*)?$/.exec(reference);
    const secret = parts === null ? undefined : secretOf(parts[1] ?? '');
    if (secret === undefined)
      throw new UnsupportedTemplateError([`the dynamic reference ${whole} is not known`]);
    const key = parts?.[2];
    if (!key) return secret;
    const fields = parseJson(secret);
    const field = isJsonObject(fields) ? fields[key] : undefined;
    if (typeof field !== 'string') throw new UnsupportedTemplateError([`${whole}: the secret has no ${key}`]);
    return field;
  });
}
