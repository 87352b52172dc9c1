import { jinhua } from '@twelve/measures';
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Bundle } from './bundle.ts';
import { Alarms } from './constructs/alarms.ts';
import { Announcements } from './constructs/announcements.ts';
import { ApiFunctions } from './constructs/api-functions.ts';
import { Casework } from './constructs/casework.ts';
import { HttpApi } from './constructs/http-api.ts';
import { MeasureFunction } from './constructs/measure-function.ts';
import { Recalculation } from './constructs/recalculation.ts';
import { Tables } from './constructs/tables.ts';

export interface TwelveStackProps extends StackProps {
  readonly bundle: Bundle;
}

/** The whole system. It composes and defines nothing itself; the measures are those of the pack. */
export class TwelveStack extends Stack {
  constructor(scope: Construct, id: string, { bundle, ...props }: TwelveStackProps) {
    super(scope, id, props);
    const alarms = new Alarms(this, 'Alarms');
    const tables = new Tables(this, 'Tables');
    const measures = jinhua.measures.map((measure) => new MeasureFunction(this, measure, bundle));
    const recalculation = new Recalculation(this, 'Recalculation', { bundle, tables, alarms });
    new Casework(this, 'Casework', {
      bundle,
      tables,
      measures,
      recalculationQueue: recalculation.queue,
      alarms,
    });
    new Announcements(this, 'Announcements', { bundle, tables, alarms });
    const functions = new ApiFunctions(this, 'Functions', {
      bundle,
      tables,
      recalculationQueue: recalculation.queue,
    });
    new HttpApi(this, 'Http', {
      measures: jinhua.measures,
      functions: new Map([...functions.byName, ...measures.map((one) => [one.measure.slug, one] as const)]),
      authorizer: functions.authorizer,
      refusals: functions.refusals,
      limits: { perKeyPerSecond: 200, burst: 500, perKeyPerDay: 100_000 },
      alarms,
    });
  }
}
