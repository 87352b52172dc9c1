import type { Dossier } from '@twelve/dossier';
import {
  checkMeasure,
  decideMeasure,
  jinhuaSlice,
  type Measure,
  type MeasureDecision,
} from '@twelve/measures';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

/** What the workflow hands to each of its twelve checks. */
interface CheckTask {
  readonly dossier: Dossier;
}

/**
 * The handler of one measure's function. It is called in two ways, told apart here and nowhere else: by the workflow
 * with a stored dossier, answered with the compact decision that the resolution needs; and over HTTP with a dossier
 * that anyone sent, answered in full with texts. The workflow starts twelve of these at once and needs neither
 * schema nor HTTP, so these are read only when the first request over HTTP arrives.
 */
export function measureHandler(measure: Measure) {
  const pack = jinhuaSlice(measure);
  const check = (dossier: Dossier) => checkMeasure(pack, measure.number, dossier);
  return async (
    event: APIGatewayProxyEvent | CheckTask,
    context: Context,
  ): Promise<APIGatewayProxyResult | MeasureDecision> => {
    if (!('httpMethod' in event)) return decideMeasure(pack, measure.number, event.dossier);
    const { overHttp } = await import('./measure-over-http.ts');
    return overHttp(check)(event, context);
  };
}
