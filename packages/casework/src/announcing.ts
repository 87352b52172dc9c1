import type { Total } from '@twelve/reconcile';
import type { AwardChange, DeterminationRecord, Instant } from './records.ts';

/** CloudEvents 1.0, structured JSON. */
export interface CloudEvent<Data> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly type: 'determination.changed';
  readonly source: string;
  readonly subject: string;
  readonly time: Instant;
  readonly datacontenttype: 'application/json';
  readonly data: Data;
}

/** What changed, never the dossier. Amounts in fen; totals are of the awards that are not about persons. */
export interface DeterminationChanged {
  readonly submission: string;
  readonly creditCode: string;
  readonly revision: number;
  readonly policyVersion: string;
  readonly causes: readonly string[];
  readonly total: { readonly before: Total | null; readonly after: Total };
  readonly awards: readonly AnnouncedChange[];
}

export type AnnouncedChange =
  | Pick<AwardChange, 'id' | 'clause' | 'before' | 'after'>
  /** Awards about persons changed: neither whose nor by how much. */
  | { readonly clause: string; readonly personal: true };

export interface Announcement {
  readonly partner: string;
  readonly event: CloudEvent<DeterminationChanged>;
}

/**
 * What is told to the partner that holds the case. Its id is that of the determination: however often it is sent, it
 * is one event. Awards about persons are named by their clause only, since an amount would tell a salary.
 */
export function announcementOf(record: DeterminationRecord): Announcement {
  const { inputs, outcome, creditCode, revision } = record;
  const personal = new Set(record.changes.filter((change) => change.personal).map(({ clause }) => clause));
  return {
    partner: inputs.partner,
    event: {
      specversion: '1.0',
      id: `${creditCode}-${revision}`,
      type: 'determination.changed',
      source: '/v1/submissions',
      subject: inputs.submission,
      time: record.determinedAt,
      datacontenttype: 'application/json',
      data: {
        submission: inputs.submission,
        creditCode,
        revision,
        policyVersion: outcome.policyVersion,
        causes: [...new Set(record.causes.map(({ kind }) => kind))],
        total: record.totals,
        awards: [
          ...record.changes
            .filter((change) => change.personal === undefined)
            .map(({ id, clause, before, after }) => ({ id, clause, before, after })),
          ...[...personal].sort().map((clause) => ({ clause, personal: true as const })),
        ],
      },
    },
  };
}
