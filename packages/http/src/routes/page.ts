import * as v from 'valibot';
import { defineRoute, defineRoutes } from '../route.ts';

/** Every file has an ending: whoever forgets `/v1` is told that the path is not there, not which methods it has. */
const file = v.pipe(v.string(), v.regex(/\.\w+$/));

export const pageRoutes = defineRoutes('page', {
  page: defineRoute({
    method: 'GET',
    path: '/',
    who: 'anyone',
    tag: 'public',
    undocumented: true,
    summary: { zh: '自测网页', en: 'The self-check page' },
    answers: {
      200: { description: 'The page.', mediaType: 'text/html' },
      304: { description: 'Not changed.' },
    },
  }),
  file: defineRoute({
    method: 'GET',
    path: '/{file}',
    who: 'anyone',
    tag: 'public',
    undocumented: true,
    summary: { zh: '网页文件', en: 'A file of the page' },
    params: { file },
    answers: { 200: { description: 'The file.' }, 304: { description: 'Not changed.' } },
    problems: ['not-found'],
  }),
  asset: defineRoute({
    method: 'GET',
    path: '/assets/{file}',
    who: 'anyone',
    tag: 'public',
    undocumented: true,
    summary: { zh: '网页资源', en: 'An asset of the page' },
    params: { file },
    answers: { 200: { description: 'The asset.' }, 304: { description: 'Not changed.' } },
    problems: ['not-found'],
  }),
});
