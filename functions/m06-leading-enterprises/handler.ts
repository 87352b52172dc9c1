import { leadingEnterprises } from '@twelve/measures';
import { measureHandler } from '../measure.ts';

export const handler = measureHandler(leadingEnterprises);
