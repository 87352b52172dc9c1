import { pageRoutes, serve } from '@twelve/http';
import { openSite } from './site.ts';

const site = openSite(import.meta.dirname);

/** The self-check page and its files, from the folder beside this function. */
export const handler = serve(pageRoutes, {
  page: (request) => site.answer('index.html', request),
  file: (request) => site.answer(request.params.file, request),
  asset: (request) => site.answer(`assets/${request.params.file}`, request),
});
