import type { Text } from '@twelve/dossier';

/**
 * Every way in which a request can fail, as data: the functions throw them, the gateway's own answers are made of
 * them, and the description lists them.
 */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly detail: Text;
}

export const problemKinds = {
  'malformed-body': {
    status: 400,
    title: '请求体无法读取 / Body cannot be read',
    detail: {
      zh: '请求体不是有效的 UTF-8 编码 JSON。',
      en: 'The body is not JSON in valid UTF-8.',
    },
  },
  'bad-parameter': {
    status: 400,
    title: '参数有误 / Bad parameter',
    detail: {
      zh: '路径、查询参数或标头有误。',
      en: 'A path, query or header parameter is not valid.',
    },
  },
  'idempotency-key-missing': {
    status: 400,
    title: '缺少幂等键 / Idempotency key missing',
    detail: {
      zh: '此请求须带 Idempotency-Key 标头（1 至 255 个可见 ASCII 字符）。',
      en: 'This request needs an Idempotency-Key header of 1 to 255 visible ASCII characters.',
    },
  },
  unauthorized: {
    status: 401,
    title: '未通过身份验证 / Not authenticated',
    detail: {
      zh: '缺少访问密钥，或密钥无效、已吊销。',
      en: 'The access key is missing, unknown or revoked.',
    },
  },
  forbidden: {
    status: 403,
    title: '无权访问 / Not allowed',
    detail: {
      zh: '此密钥无权进行该操作。',
      en: 'This key may not do that.',
    },
  },
  'not-found': {
    status: 404,
    title: '未找到 / Not found',
    detail: {
      zh: '没有这一路径或资源。',
      en: 'There is no such path or resource.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: '方法不适用 / Method not allowed',
    detail: {
      zh: '此路径不支持该方法，可用方法见 Allow 标头。',
      en: 'This path has no such method; the Allow header lists those it has.',
    },
  },
  'case-exists': {
    status: 409,
    title: '案卷已存在 / Case exists',
    detail: {
      zh: '该申报主体已有生效中的申报。',
      en: 'The applicant has a live submission already.',
    },
  },
  'still-evaluating': {
    status: 409,
    title: '正在认定 / Still evaluating',
    detail: {
      zh: '案卷尚在认定中，请待认定完成后再试。',
      en: 'The case is being evaluated; try again once it is determined.',
    },
  },
  'idempotency-key-in-flight': {
    status: 409,
    title: '相同请求处理中 / Same request in progress',
    detail: {
      zh: '带有相同幂等键的请求仍在处理，请稍后再试。',
      en: 'A request with this idempotency key is still being processed; try again shortly.',
    },
  },
  conflict: {
    status: 409,
    title: '与当前状态冲突 / Conflict with current state',
    detail: {
      zh: '该操作与案卷当前状态冲突。',
      en: 'The request conflicts with the current state of the case.',
    },
  },
  stale: {
    status: 412,
    title: '版本已过期 / Stale version',
    detail: {
      zh: 'If-Match 与当前版本不符，请重新读取后再试。',
      en: 'If-Match does not name the current version; read again and retry.',
    },
  },
  'too-large': {
    status: 413,
    title: '请求体过大 / Body too large',
    detail: {
      zh: '请求体超过 64 KiB。',
      en: 'The body is larger than 64 KiB.',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: '媒体类型不支持 / Unsupported media type',
    detail: {
      zh: '请求体须为 application/json（UTF-8）。',
      en: 'The body must be application/json in UTF-8.',
    },
  },
  invalid: {
    status: 422,
    title: '内容不符合要求 / Content is not valid',
    detail: {
      zh: '请求体有误，各处错误见 errors。',
      en: 'The body has errors; all of them are listed in errors.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: '幂等键已用于其他内容 / Idempotency key reused',
    detail: {
      zh: '该幂等键已用于另一请求体。',
      en: 'This idempotency key was used with another body.',
    },
  },
  'if-match-missing': {
    status: 428,
    title: '缺少 If-Match / If-Match missing',
    detail: {
      zh: '此请求须带 If-Match 标头，写明所依据的版本。',
      en: 'This request needs an If-Match header naming the version that it rests on.',
    },
  },
  'rate-exceeded': {
    status: 429,
    title: '请求过多 / Too many requests',
    detail: {
      zh: '已超过允许的频率或每日额度，请按 Retry-After 稍后再试。',
      en: 'The allowed rate or daily quota is exceeded; retry after the time in Retry-After.',
    },
  },
  internal: {
    status: 500,
    title: '系统错误 / Internal error',
    detail: {
      zh: '系统出错，未保存任何半成品。请附上请求编号联系我们。',
      en: 'Our fault; nothing was left half done. Quote the request id when you contact us.',
    },
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;
