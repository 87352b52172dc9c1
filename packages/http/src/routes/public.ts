import { strictObject } from '@twelve/dossier';
import * as v from 'valibot';
import { defineRoute, defineRoutes } from '../route.ts';
import { interpretationEntry, measureEntry } from '../schemas/catalogue.ts';
import { determination } from '../schemas/determination.ts';
import { dossierBody, measureNumber } from './measures.ts';
import { NOT_MODIFIED } from './parts.ts';

/** What anyone may call: nothing here is stored. */
export const selfCheckRoutes = defineRoutes('self-check', {
  selfCheck: defineRoute({
    method: 'POST',
    path: '/v1/self-check',
    who: 'anyone',
    tag: 'public',
    summary: {
      zh: '十二项措施一并自测，含就高、叠加与限额；不保存任何内容',
      en: 'Check all twelve measures and resolve their overlaps; stores nothing',
    },
    body: dossierBody,
    answers: {
      200: { description: 'The determination.', body: { name: 'Determination', schema: determination } },
    },
  }),
});

export const catalogueRoutes = defineRoutes('catalogue', {
  health: defineRoute({
    method: 'GET',
    path: '/v1/health',
    who: 'anyone',
    tag: 'public',
    summary: { zh: '运行状态与政策版本', en: 'Is it up, and which policy version' },
    answers: {
      200: {
        description: 'It is up.',
        body: {
          name: 'Health',
          schema: strictObject({ status: v.literal('ok'), policyVersion: v.string() }),
        },
      },
    },
  }),
  openapi: defineRoute({
    method: 'GET',
    path: '/v1/openapi.json',
    who: 'anyone',
    tag: 'public',
    summary: { zh: '本接口的 OpenAPI 3.1 描述', en: 'This description' },
    answers: {
      200: {
        description: 'OpenAPI 3.1.',
        body: { name: 'Description', schema: v.record(v.string(), v.unknown()) },
        headers: { etag: 'Changes with the description.' },
      },
      304: NOT_MODIFIED,
    },
  }),
  measures: defineRoute({
    method: 'GET',
    path: '/v1/measures',
    who: 'anyone',
    tag: 'public',
    summary: { zh: '措施目录', en: 'The catalogue of measures' },
    answers: {
      200: {
        description: 'All measures.',
        body: {
          name: 'Measures',
          schema: strictObject({
            policyVersion: v.string(),
            items: v.array(measureEntry),
            interpretations: v.array(interpretationEntry),
          }),
        },
        headers: { etag: 'Changes with the policy version.' },
      },
      304: NOT_MODIFIED,
    },
  }),
  measure: defineRoute({
    method: 'GET',
    path: '/v1/measures/{n}',
    who: 'anyone',
    tag: 'public',
    summary: {
      zh: '一项措施：条款、比例、限额、依据、解释与所读事实',
      en: 'One measure: clauses, rates, limits, sources, interpretations and the facts read',
    },
    params: { n: measureNumber },
    answers: {
      200: {
        description: 'The measure.',
        body: { name: 'Measure', schema: measureEntry },
        headers: { etag: 'Changes with the policy version.' },
      },
      304: NOT_MODIFIED,
    },
    problems: ['not-found'],
  }),
});
