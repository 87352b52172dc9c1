import type { Construct } from 'constructs';
import type { Bundle } from '../bundle.ts';
import { JobFunction } from './job-function.ts';

/** A measure as far as wiring goes: one number and one slug. */
export interface MeasureRef {
  readonly number: number;
  readonly slug: string;
}

/**
 * The function of one measure: called by anyone over HTTP and by the workflow. It reads and keeps nothing, so it is
 * granted nothing.
 */
export class MeasureFunction extends JobFunction {
  readonly measure: MeasureRef;

  constructor(scope: Construct, measure: MeasureRef, bundle: Bundle) {
    super(scope, constructId(measure.slug), { name: measure.slug, bundle, timeoutSeconds: 10 });
    this.measure = measure;
  }
}

/** `m07-growing-enterprises` → `M07GrowingEnterprises`. */
function constructId(slug: string): string {
  return slug.replaceAll(/(?:^|-)(.)/g, (_dash, first: string) => first.toUpperCase());
}
