import type { Access } from '../iam/access.ts';
import { authorize } from '../wire/authorize.ts';
import { ServiceError, type WireService } from '../wire/call.ts';
import { touchedBy } from './actions.ts';
import type { DatabaseClient } from './client.ts';
import type { Table } from './tables.ts';

/** Statements in PartiQL would need their own permission check; nothing uses them. */
const refusedOperations = new Set(['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']);

/** DynamoDB on the wire: checks permissions, passes the request on, and wakes the streams of what was written. */
export function databaseService(options: {
  readonly access: Access;
  readonly client: DatabaseClient;
  readonly tables: readonly Table[];
  readonly onWritten: (table: string) => void;
}): WireService {
  const byName = new Map(options.tables.map((table) => [table.name, table]));
  return {
    name: 'dynamodb',
    target: 'DynamoDB_20120810',
    async handle(call) {
      if (refusedOperations.has(call.operation)) {
        throw new ServiceError(
          'UnknownOperationException',
          `${call.operation} is not simulated on this machine`,
        );
      }
      const touched = touchedBy(call.operation, call.input, (name) => byName.get(name));
      authorize(options.access, call.principal, touched.requests);
      try {
        const answer = await options.client.send(
          `DynamoDB_20120810.${call.operation}`,
          call.body.toString('utf8'),
        );
        return { status: answer.status, headers: passedOn(answer.headers), body: answer.body };
      } finally {
        // Also after an error: the answer may be lost and the write done.
        for (const table of touched.written) options.onWritten(table);
      }
    },
  };
}

function passedOn(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const checksum = headers['x-amz-crc32'];
  return typeof checksum === 'string' ? { 'x-amz-crc32': checksum } : {};
}
