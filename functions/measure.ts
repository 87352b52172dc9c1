import type { Dossier } from '@twelve/dossier';
import { defineRoutes, measureRoutes, serve } from '@twelve/http';
import { checkMeasure, decideMeasure, jinhua, type MeasureDecision } from '@twelve/measures';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

/** What the workflow hands to each of its twelve checks. */
interface CheckTask {
  readonly dossier: Dossier;
}

/**
 * The handler of one measure's function. It is called in two ways, told apart here and nowhere else: over HTTP with
 * a dossier that anyone sent, answered in full with texts; and by the workflow with a stored dossier, answered
 * with the compact decision that the resolution needs.
 */
export function measureHandler(number: number) {
  const overHttp = serve(defineRoutes('measure', measureRoutes), {
    check: ({ body }) => ({ status: 200, body: checkMeasure(jinhua, number, body) }),
  });
  return async (
    event: APIGatewayProxyEvent | CheckTask,
    context: Context,
  ): Promise<APIGatewayProxyResult | MeasureDecision> =>
    'httpMethod' in event ? overHttp(event, context) : decideMeasure(jinhua, number, event.dossier);
}
