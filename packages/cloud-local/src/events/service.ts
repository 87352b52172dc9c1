import type { Access } from '../iam/access.ts';
import { isJsonObject, type Json, stringAt } from '../json.ts';
import type { HostState } from '../state/host-state.ts';
import { eventBus } from '../template/catalogue/events.ts';
import { arn } from '../template/kind.ts';
import type { Stack } from '../template/stack.ts';
import { authorize } from '../wire/authorize.ts';
import { answerJson, ServiceError, type WireService } from '../wire/call.ts';
import { eventOf, type Rules } from './rules.ts';

const maximumEntries = 10;
/** Limit of all entries of one call together. */
const limitBytes = 262_144;

/** EventBridge on the wire: PutEvents. What it acknowledges is on disk. */
export function eventService(options: {
  stack: Stack;
  access: Access;
  state: HostState;
  rules: Rules;
}): WireService {
  const { stack, state, rules } = options;
  const buses = new Set(['default', ...stack.all(eventBus).map((bus) => bus.name)]);
  return {
    name: 'events',
    target: 'AWSEvents',
    async handle(call) {
      if (call.operation !== 'PutEvents') {
        throw new ServiceError(
          'UnknownOperationException',
          `${call.operation} is not simulated on this machine`,
        );
      }
      const listed = isJsonObject(call.input) ? call.input.Entries : undefined;
      const entries = Array.isArray(listed) ? listed : [];
      const requests = [...new Set(entries.map(busOf))].map((bus) => ({
        action: 'events:PutEvents',
        resource: arn(stack, 'events', `event-bus/${bus}`),
      }));
      authorize(options.access, call.principal, requests);
      if (entries.length === 0 || entries.length > maximumEntries || call.body.length > limitBytes) {
        throw new ServiceError(
          'ValidationException',
          `PutEvents takes 1 to ${maximumEntries} entries of ${limitBytes} bytes together`,
        );
      }
      const results = state.atomically(() => entries.map((entry) => put(entry)));
      return answerJson({
        FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
        Entries: results,
      });
    },
  };

  function put(entry: Json): { [key: string]: Json } {
    const read = eventOf(entry, stack);
    if ('code' in read) return { ErrorCode: read.code, ErrorMessage: read.message };
    if (!buses.has(read.bus))
      return {
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Event bus ${read.bus} does not exist.`,
      };
    rules.route(read.bus, read.event);
    return { EventId: read.event.id ?? '' };
  }
}

function busOf(entry: Json): string {
  return (stringAt(entry, 'EventBusName') ?? 'default').split('/').at(-1) ?? 'default';
}
