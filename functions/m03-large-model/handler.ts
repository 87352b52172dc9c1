import { measureHandler } from '../measure.ts';

export const handler = measureHandler(3);
