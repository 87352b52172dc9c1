import { dossierSchema, parseCheck } from '@twelve/dossier';
import * as v from 'valibot';
import { defineRoute } from '../route.ts';
import { measureCheck } from '../schemas/check.ts';

export const measureNumber = v.pipe(v.string(), v.regex(/^([1-9]|1[0-2])$/));
export const dossierBody = { name: 'Dossier', schema: dossierSchema, parse: parseCheck };

export const measureRoutes = {
  check: defineRoute({
    method: 'POST',
    path: '/v1/measures/{n}/check',
    perMeasure: true,
    who: 'anyone',
    tag: 'public',
    summary: { zh: '按一项措施核对申报材料', en: 'Check a dossier against one measure' },
    params: { n: measureNumber },
    body: dossierBody,
    answers: {
      200: {
        description: 'The check of this measure.',
        body: { name: 'MeasureCheck', schema: measureCheck },
      },
    },
    problems: ['not-found'],
  }),
};
