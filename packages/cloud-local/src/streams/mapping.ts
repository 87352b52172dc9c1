import * as z from 'zod';
import { parseJson } from '../json.ts';
import { compilePattern, type Matcher } from '../patterns.ts';
import type { eventSourceMapping } from '../template/catalogue/functions.ts';
import type { Resource } from '../template/stack.ts';

/** An event source mapping, ready to run. */
export interface Mapping {
  readonly id: string;
  readonly functionName: string;
  readonly sourceArn: string;
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly reportsFailures: boolean;
  /** −1: without end. */
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  readonly lanes: number;
  readonly concurrency: number | undefined;
  readonly startsAtLatest: boolean;
  readonly onFailure: string | undefined;
  /** Whether any filter lets a record pass; without filters all do. */
  readonly accepts: Matcher;
}

/** @throws UnsupportedTemplateError where a filter uses something unknown. */
export function compileMapping({
  logicalId,
  properties,
}: Resource<z.infer<typeof eventSourceMapping.schema>>): Mapping {
  const filters = (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) =>
    compilePattern(parseJson(Pattern) ?? null, logicalId),
  );
  const isQueue = properties.EventSourceArn.includes(':sqs:');
  return {
    id: logicalId,
    functionName: properties.FunctionName,
    sourceArn: properties.EventSourceArn,
    batchSize: properties.BatchSize ?? (isQueue ? 10 : 100),
    bisect: properties.BisectBatchOnFunctionError,
    reportsFailures: properties.FunctionResponseTypes.length > 0,
    maximumRetries: properties.MaximumRetryAttempts,
    maximumAgeSeconds: properties.MaximumRecordAgeInSeconds,
    lanes: properties.ParallelizationFactor,
    concurrency: properties.ScalingConfig?.MaximumConcurrency,
    startsAtLatest: properties.StartingPosition === 'LATEST',
    onFailure: properties.DestinationConfig?.OnFailure?.Destination,
    accepts: filters.length === 0 ? () => true : (event) => filters.some((filter) => filter(event)),
  };
}

const responseSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});

/**
 * Identifiers of the batch's entries that the function reports as failed. Undefined where its answer
 * cannot be understood, which counts as a failure of the whole batch.
 */
export function reportedFailures(payload: string, known: ReadonlySet<string>): string[] | undefined {
  const answer = parseJson(payload);
  if (answer === null || answer === undefined) return answer === null ? [] : undefined;
  const parsed = responseSchema.safeParse(answer);
  if (!parsed.success) return undefined;
  const failed = (parsed.data.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
  return failed.every((identifier) => known.has(identifier)) ? failed : undefined;
}
