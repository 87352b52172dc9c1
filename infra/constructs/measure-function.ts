import type { MeasureRef } from '@twelve/http';
import type { Construct } from 'constructs';
import type { Bundle } from '../bundle.ts';
import { constructId, JobFunction } from './job-function.ts';

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
