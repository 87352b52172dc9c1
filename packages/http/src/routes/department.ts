import { parseRegistryFacts, registryFactsSchema, strictObject } from '@twelve/dossier';
import * as v from 'valibot';
import { jsonBody } from '../json-body.ts';
import { defineRoute, defineRoutes, type Role } from '../route.ts';
import {
  caseView,
  payment,
  paymentAccepted,
  quota,
  recalculation,
  registryRecord,
  transfer,
  transferred,
} from '../schemas/casework.ts';
import { pageQuery } from '../schemas/page.ts';
import { creditCode, id } from './parts.ts';

/** What only the department may call. */
const department = ['department'] as const satisfies readonly Role[];
const recalculationBody = { name: 'Recalculation', schema: recalculation };
const registryBody = { name: 'RegistryRecord', schema: registryRecord };

export const caseRoutes = defineRoutes('cases', {
  read: defineRoute({
    method: 'GET',
    path: '/v1/cases/{creditCode}',
    who: department,
    tag: 'department',
    summary: { zh: '案卷：申报、登记事实、名额与票据占用', en: 'A case with registry facts and standings' },
    params: { creditCode },
    answers: {
      200: {
        description: 'The case.',
        body: { name: 'Case', schema: caseView },
        headers: { etag: 'The determined revision, to name in If-Match of a payment.' },
      },
    },
    problems: ['not-found'],
  }),
  pay: defineRoute({
    method: 'POST',
    path: '/v1/cases/{creditCode}/payments',
    who: department,
    tag: 'department',
    summary: { zh: '登记兑付', en: 'Record that awards were paid' },
    params: { creditCode },
    needs: ['if-match', 'idempotency-key'],
    body: jsonBody('Payment', payment),
    answers: {
      202: {
        description: 'Recorded; being evaluated.',
        body: { name: 'PaymentAccepted', schema: paymentAccepted },
      },
    },
    problems: [
      'not-found',
      'still-evaluating',
      'conflict',
      'stale',
      'idempotency-key-in-flight',
      'idempotency-key-reused',
    ],
  }),
  transfer: defineRoute({
    method: 'POST',
    path: '/v1/cases/{creditCode}/transfer',
    who: department,
    tag: 'department',
    summary: { zh: '案卷转由另一平台承接', en: 'Another portal takes the case over' },
    params: { creditCode },
    body: jsonBody('Transfer', transfer),
    answers: {
      200: {
        description: 'Transferred.',
        body: { name: 'Transferred', schema: transferred },
      },
    },
    problems: ['not-found', 'conflict'],
  }),
});

export const registryRoutes = defineRoutes('registry', {
  record: defineRoute({
    method: 'PUT',
    path: '/v1/registry/{creditCode}',
    who: department,
    tag: 'department',
    summary: { zh: '登记官方事实，优先于申报内容', en: 'Official facts; they override declared ones' },
    params: { creditCode },
    body: { name: 'RegistryFacts', schema: registryFactsSchema, parse: parseRegistryFacts },
    answers: { 200: { description: 'Recorded.', body: registryBody } },
    problems: ['not-found', 'conflict'],
  }),
  retract: defineRoute({
    method: 'DELETE',
    path: '/v1/registry/{creditCode}',
    who: department,
    tag: 'department',
    summary: { zh: '撤回官方事实', en: 'Take the official facts back' },
    params: { creditCode },
    answers: { 200: { description: 'Taken back.', body: registryBody } },
    problems: ['not-found', 'conflict'],
  }),
});

export const quotaRoutes = defineRoutes('quotas', {
  read: defineRoute({
    method: 'GET',
    path: '/v1/quotas/3.1/{year}',
    who: department,
    tag: 'department',
    summary: {
      zh: '大模型年度名额：持有与候补',
      en: "The year's places for large models: holders and waiting list",
    },
    params: { year: v.pipe(v.string(), v.regex(/^(20\d{2}|2100)$/)) },
    answers: { 200: { description: 'The quota.', body: { name: 'Quota', schema: quota } } },
    problems: ['not-found', 'bad-parameter'],
  }),
});

export const recalculationRoutes = defineRoutes('recalculations', {
  start: defineRoute({
    method: 'POST',
    path: '/v1/recalculations',
    who: department,
    tag: 'department',
    summary: { zh: '全部案卷重新认定', en: 'Recompute every case' },
    answers: {
      202: {
        description: 'Started.',
        body: recalculationBody,
        headers: { location: 'Where progress can be read.' },
      },
    },
  }),
  read: defineRoute({
    method: 'GET',
    path: '/v1/recalculations/{id}',
    who: department,
    tag: 'department',
    summary: { zh: '重新认定的进度与变化', en: 'Progress and what changed' },
    params: { id },
    query: strictObject(pageQuery),
    answers: { 200: { description: 'Progress.', body: recalculationBody } },
    problems: ['not-found', 'bad-parameter'],
  }),
});
