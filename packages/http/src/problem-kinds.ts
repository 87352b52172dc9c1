import type { Text } from '@twelve/dossier';

/**
 * A way in which a request can fail: the functions throw it, the gateway's own answers are made of it, and the
 * description lists it.
 */
export interface ProblemKind<Code extends string = string> {
  readonly code: Code;
  readonly status: number;
  readonly title: string;
  readonly detail: Text;
}

/* @__NO_SIDE_EFFECTS__ */
const kind = <const Code extends string>(
  code: Code,
  status: number,
  title: string,
  zh: string,
  en: string,
): ProblemKind<Code> => ({ code, status, title, detail: { zh, en } });

/*
 * Each kind is a value of its own, so that a function carries those that it can answer with and no others.
 */
export const malformedBody = kind(
  'malformed-body',
  400,
  '请求体无法读取 / Body cannot be read',
  '请求体不是有效的 UTF-8 编码 JSON。',
  'The body is not JSON in valid UTF-8.',
);
export const badParameter = kind(
  'bad-parameter',
  400,
  '参数有误 / Bad parameter',
  '路径、查询参数或标头有误。',
  'A path, query or header parameter is not valid.',
);
export const idempotencyKeyMissing = kind(
  'idempotency-key-missing',
  400,
  '缺少幂等键 / Idempotency key missing',
  '此请求须带 Idempotency-Key 标头（1 至 255 个可见 ASCII 字符）。',
  'This request needs an Idempotency-Key header of 1 to 255 visible ASCII characters.',
);
export const unauthorized = kind(
  'unauthorized',
  401,
  '未通过身份验证 / Not authenticated',
  '缺少访问密钥，或密钥无效、已吊销。',
  'The access key is missing, unknown or revoked.',
);
export const forbidden = kind(
  'forbidden',
  403,
  '无权访问 / Not allowed',
  '此密钥无权进行该操作。',
  'This key may not do that.',
);
export const notFound = kind(
  'not-found',
  404,
  '未找到 / Not found',
  '没有这一路径或资源。',
  'There is no such path or resource.',
);
export const methodNotAllowed = kind(
  'method-not-allowed',
  405,
  '方法不适用 / Method not allowed',
  '此路径不支持该方法，可用方法见 Allow 标头。',
  'This path has no such method; the Allow header lists those it has.',
);
export const caseExists = kind(
  'case-exists',
  409,
  '案卷已存在 / Case exists',
  '该申报主体已有生效中的申报。',
  'The applicant has a live submission already.',
);
export const stillEvaluating = kind(
  'still-evaluating',
  409,
  '正在认定 / Still evaluating',
  '案卷尚在认定中，请待认定完成后再试。',
  'The case is being evaluated; try again once it is determined.',
);
export const idempotencyKeyInFlight = kind(
  'idempotency-key-in-flight',
  409,
  '相同请求处理中 / Same request in progress',
  '带有相同幂等键的请求仍在处理，请稍后再试。',
  'A request with this idempotency key is still being processed; try again shortly.',
);
export const conflict = kind(
  'conflict',
  409,
  '与当前状态冲突 / Conflict with current state',
  '该操作与案卷当前状态冲突。',
  'The request conflicts with the current state of the case.',
);
export const stale = kind(
  'stale',
  412,
  '版本已过期 / Stale version',
  'If-Match 与当前版本不符，请重新读取后再试。',
  'If-Match does not name the current version; read again and retry.',
);
export const tooLarge = kind(
  'too-large',
  413,
  '请求体过大 / Body too large',
  '请求体超过 64 KiB。',
  'The body is larger than 64 KiB.',
);
export const unsupportedMediaType = kind(
  'unsupported-media-type',
  415,
  '媒体类型不支持 / Unsupported media type',
  '请求体须为 application/json（UTF-8）。',
  'The body must be application/json in UTF-8.',
);
export const invalid = kind(
  'invalid',
  422,
  '内容不符合要求 / Content is not valid',
  '请求体有误，各处错误见 errors。',
  'The body has errors; all of them are listed in errors.',
);
export const idempotencyKeyReused = kind(
  'idempotency-key-reused',
  422,
  '幂等键已用于其他内容 / Idempotency key reused',
  '该幂等键已用于另一请求体。',
  'This idempotency key was used with another body.',
);
export const ifMatchMissing = kind(
  'if-match-missing',
  428,
  '缺少 If-Match / If-Match missing',
  '此请求须带 If-Match 标头，写明所依据的版本。',
  'This request needs an If-Match header naming the version that it rests on.',
);
export const rateExceeded = kind(
  'rate-exceeded',
  429,
  '请求过多 / Too many requests',
  '已超过允许的频率或每日额度，请按 Retry-After 稍后再试。',
  'The allowed rate or daily quota is exceeded; retry after the time in Retry-After.',
);
export const internal = kind(
  'internal',
  500,
  '系统错误 / Internal error',
  '系统出错，未保存任何半成品。请附上请求编号联系我们。',
  'Our fault; nothing was left half done. Quote the request id when you contact us.',
);
