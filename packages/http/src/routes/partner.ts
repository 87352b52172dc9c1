import { parseSubmission, strictObject, submissionSchema } from '@twelve/dossier';
import * as v from 'valibot';
import { jsonBody } from '../json-body.ts';
import { defineRoute, defineRoutes, type Role } from '../route.ts';
import {
  accepted,
  pastDetermination,
  status,
  submission,
  submissionItem,
  webhook,
  webhookRequest,
  webhookWithSecret,
} from '../schemas/casework.ts';
import { pageOf, pageQuery } from '../schemas/page.ts';
import { creditCode, id, NEXT } from './parts.ts';

/** What a partner portal may call; a department may read the same. */
const partner = ['partner'] as const satisfies readonly Role[];
const partnerAndDepartment = ['partner', 'department'] as const satisfies readonly Role[];
const submissionBody = { name: 'Submission', schema: submissionSchema, parse: parseSubmission };
const acceptedBody = { name: 'Accepted', schema: accepted };

export const submissionRoutes = defineRoutes('submissions', {
  submit: defineRoute({
    method: 'POST',
    path: '/v1/submissions',
    who: partner,
    tag: 'partner',
    summary: {
      zh: '提交申报，认定随后自动进行',
      en: 'Submit a dossier; the determination follows by itself',
    },
    needs: ['idempotency-key'],
    body: submissionBody,
    answers: {
      202: {
        description: 'Stored; being evaluated.',
        body: acceptedBody,
        headers: { location: 'Where the submission can be read.', etag: NEXT },
      },
    },
    problems: ['case-exists', 'idempotency-key-in-flight', 'idempotency-key-reused'],
  }),
  list: defineRoute({
    method: 'GET',
    path: '/v1/submissions',
    who: partner,
    tag: 'partner',
    summary: { zh: '本平台的申报，新的在前', en: "The partner's own submissions, newest first" },
    query: strictObject({ creditCode: v.optional(creditCode), status: v.optional(status), ...pageQuery }),
    answers: {
      200: { description: 'A page.', body: { name: 'SubmissionPage', schema: pageOf(submissionItem) } },
    },
    problems: ['bad-parameter'],
  }),
  read: defineRoute({
    method: 'GET',
    path: '/v1/submissions/{id}',
    who: partnerAndDepartment,
    tag: 'partner',
    summary: { zh: '一份申报及其认定结论', en: 'A submission and its determination' },
    params: { id },
    answers: {
      200: {
        description: 'The submission.',
        body: { name: 'SubmissionView', schema: submission },
        headers: { etag: NEXT },
      },
    },
    problems: ['not-found'],
  }),
  amend: defineRoute({
    method: 'PUT',
    path: '/v1/submissions/{id}',
    who: partner,
    tag: 'partner',
    summary: {
      zh: '以完整的新材料修改申报；各项沿用原有 id',
      en: 'Amend: a whole new dossier for the same applicant; entries keep their ids',
    },
    params: { id },
    needs: ['if-match'],
    body: submissionBody,
    answers: {
      202: { description: 'Stored; being evaluated.', body: acceptedBody, headers: { etag: NEXT } },
    },
    problems: ['not-found', 'conflict', 'stale'],
  }),
  withdraw: defineRoute({
    method: 'DELETE',
    path: '/v1/submissions/{id}',
    who: partner,
    tag: 'partner',
    summary: { zh: '撤回申报，历史保留', en: 'Withdraw; kept in history' },
    params: { id },
    needs: ['if-match'],
    answers: { 202: { description: 'Withdrawn.', body: acceptedBody, headers: { etag: NEXT } } },
    problems: ['not-found', 'conflict', 'stale'],
  }),
  determinations: defineRoute({
    method: 'GET',
    path: '/v1/submissions/{id}/determinations',
    who: partnerAndDepartment,
    tag: 'partner',
    summary: { zh: '曾经生效的认定结论及其起因', en: 'Every determination that was in force, and its cause' },
    params: { id },
    query: strictObject(pageQuery),
    answers: {
      200: { description: 'A page.', body: { name: 'DeterminationPage', schema: pageOf(pastDetermination) } },
    },
    problems: ['not-found', 'bad-parameter'],
  }),
});

export const webhookRoutes = defineRoutes('webhook', {
  register: defineRoute({
    method: 'PUT',
    path: '/v1/webhook',
    who: partner,
    tag: 'partner',
    summary: {
      zh: '登记认定变更的通知地址；密钥只显示一次',
      en: 'Where to announce changes; the secret is shown once',
    },
    body: jsonBody('WebhookRequest', webhookRequest),
    answers: {
      200: {
        description: 'Registered. The secrets before it sign beside it for a day.',
        body: { name: 'WebhookWithSecret', schema: webhookWithSecret },
      },
    },
  }),
  read: defineRoute({
    method: 'GET',
    path: '/v1/webhook',
    who: partner,
    tag: 'partner',
    summary: { zh: '当前通知地址', en: 'The webhook in use' },
    answers: { 200: { description: 'The webhook.', body: { name: 'Webhook', schema: webhook } } },
    problems: ['not-found'],
  }),
  remove: defineRoute({
    method: 'DELETE',
    path: '/v1/webhook',
    who: partner,
    tag: 'partner',
    summary: { zh: '取消通知', en: 'Announce nothing any more' },
    answers: { 204: { description: 'Removed.' } },
    problems: ['not-found'],
  }),
});
