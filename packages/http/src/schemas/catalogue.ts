import * as z from 'zod/mini';
import { text } from './common.ts';

/** A measure as the catalogue shows it. The pack decides what a clause has to say beside its title. */
export const measureEntry = z.looseObject({
  number: z.int(),
  slug: z.string(),
  title: text,
  clauses: z.array(z.looseObject({ clause: z.string(), title: text })),
});
