import { productAdoption } from '@twelve/measures';
import { measureHandler } from '../measure.ts';

export const handler = measureHandler(productAdoption);
