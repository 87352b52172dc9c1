import type * as z from 'zod/mini';
import { type FieldError, fieldError } from './field-error.ts';
import { hiddenIssues } from './hidden-issues.ts';
import { valueAt } from './raw.ts';

type Issue = z.core.$ZodIssue;

/**
 * What the schema finds wrong, as field errors in both languages; an issue may name several unknown fields. Of two of
 * a kind about one place the later counts: it tells the field's own bound, the earlier that of all whole numbers.
 */
export function shapeErrors(issues: readonly Issue[], raw: unknown): FieldError[] {
  const errors = [...issues, ...hiddenIssues(issues, raw)].flatMap((issue) => translate(issue, raw));
  return [...new Map(errors.map((error) => [`${error.pointer} ${error.code}`, error])).values()];
}

function translate(issue: Issue, raw: unknown): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      fieldError([...issue.path, key], 'unknown-field', '没有这个字段', 'there is no such field'),
    );
  }
  if (valueAt(raw, issue.path) === undefined) {
    return [fieldError(issue.path, 'required', '必填', 'required')];
  }
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(issue)];
    case 'invalid_value':
      return [oneOf(issue.path, issue.values.map(String))];
    case 'invalid_union':
      return [oneOf(issue.path, 'options' in issue ? (issue.options ?? []).map(String) : [])];
    case 'too_small':
      return [outOfRange(issue, `不得小于${issue.minimum}`, `at least ${issue.minimum}`)];
    case 'too_big':
      return [outOfRange(issue, `不得大于${issue.maximum}`, `at most ${issue.maximum}`)];
    case 'invalid_format':
      return [wrongFormat(issue)];
    default:
      return [fieldError(issue.path, 'invalid', '填写有误', 'not valid')];
  }
}

function wrongType(issue: z.core.$ZodIssueInvalidType): FieldError {
  const [zh, en] = TYPES[issue.expected] ?? [issue.expected, issue.expected];
  return fieldError(issue.path, 'type', `应为${zh}`, `must be ${en}`);
}

const TYPES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  string: ['文本', 'text'],
  int: ['整数', 'a whole number'],
  number: ['整数', 'a whole number'],
  boolean: ['是或否（true/false）', 'true or false'],
  array: ['列表', 'a list'],
  object: ['对象', 'an object'],
};

function oneOf(path: readonly PropertyKey[], values: readonly string[]): FieldError {
  const list = values.join(', ');
  return fieldError(path, 'value', `应为以下之一：${list}`, `must be one of: ${list}`);
}

function outOfRange(
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
  zh: string,
  en: string,
): FieldError {
  switch (issue.origin) {
    case 'string':
      return fieldError(issue.path, 'length', `长度${zh}个字符`, `length must be ${en} characters`);
    case 'array':
      return fieldError(issue.path, 'length', `项数${zh}`, `the number of entries must be ${en}`);
    default:
      return fieldError(issue.path, 'range', zh, `must be ${en}`);
  }
}

function wrongFormat(issue: z.core.$ZodIssueInvalidStringFormat): FieldError {
  if (issue.format === 'date') {
    return fieldError(
      issue.path,
      'date',
      '应为真实存在的日期，格式为YYYY-MM-DD',
      'must be a real calendar day, YYYY-MM-DD',
    );
  }
  const name = issue.path.findLast((part) => typeof part === 'string');
  const [zh, en] = FORMATS[String(name)] ?? [
    '1至64个字符，只能是字母、数字、点、下划线和连字符',
    '1 to 64 characters of A-Z a-z 0-9 . _ -',
  ];
  return fieldError(issue.path, 'format', `格式应为：${zh}`, `must have the form: ${en}`);
}

const FORMATS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  creditCode: [
    '18位统一社会信用代码，数字或大写字母（不含I、O、S、V、Z）',
    '18 characters, digits or capital letters without I, O, S, V and Z',
  ],
  divisionCode: ['6位行政区划代码', '6 digits (GB/T 2260)'],
  industryCode: ['门类字母加3或4位数字', 'a section letter and 3 or 4 digits (GB/T 4754-2017)'],
  invoiceNumber: ['8至20位数字', '8 to 20 digits'],
  // Of a page, not of a dossier.
  limit: ['1至100的整数', 'a whole number from 1 to 100'],
};
