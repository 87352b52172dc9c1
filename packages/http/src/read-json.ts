import { MAX_JSON_BYTES, parseJson } from '@twelve/dossier';
import { Problem } from './problem.ts';
import * as problemKinds from './problem-kinds.ts';

/** What of an API Gateway event is needed to read its body. */
export interface RawBody {
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
  readonly contentType: string | undefined;
}

/**
 * The JSON value of a request body.
 * @throws {Problem} 415 unless `application/json` in UTF-8, 413 above 64 KiB, 400 unless it is what `parseJson` takes.
 */
export function readJson(raw: RawBody): unknown {
  if (!isJson(raw.contentType)) throw new Problem(problemKinds.unsupportedMediaType);
  const bytes = Buffer.from(raw.body ?? '', raw.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_JSON_BYTES) throw new Problem(problemKinds.tooLarge);
  const parsed = parseJson(bytes);
  if (parsed.ok) return parsed.value;
  const twice = parsed.errors.some(({ code }) => code === 'duplicate-name');
  throw new Problem(problemKinds.malformedBody, twice ? { detail: TWICE } : {});
}

const TWICE = {
  zh: '请求体中同一对象含有重名字段。',
  en: 'An object in the body has two fields of one name.',
};

/** Of the parameters only another charset matters: others say nothing about how the body is to be read. */
function isJson(contentType: string | undefined): boolean {
  const [essence, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  return (
    essence?.trim() === 'application/json' &&
    parameters.every((parameter) => !/^\s*charset\s*=(?!\s*"?utf-?8"?\s*$)/.test(parameter))
  );
}
