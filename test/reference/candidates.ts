import { spendingCandidates } from './candidates-spending.ts';
import { recognitionCandidates, standingCandidates } from './candidates-standing.ts';
import { every, holds, type ReferenceDossier, some, type Truth } from './facts.ts';

/** One thing a clause would pay for: `value` = `base` × `percent`, down to the fen. */
export interface CandidateLine {
  item: string;
  base: number;
  percent: number;
  value: number;
}

/** One application of one clause, looked at alone: what its own conditions say and what it would pay for. */
export interface Candidate {
  clause: string;
  /** null where the dossier does not (yet) say what the clause would apply to. */
  scope: string | null;
  year: number | null;
  outcome: Truth;
  kind: 'fixed' | 'ceiling' | 'by-other-policy' | 'none';
  lines: CandidateLine[];
  limitFen: number | null;
  /** The incubator of 10.2, the carrier of 10.1: what X4 and X5 look at. */
  carrierId?: string;
}

/** The applicant-level conditions, each three-valued. */
export interface Gates {
  /** G1–G5, strictly in the AI field. */
  ai: Truth;
  /** G1–G5 as measures 2, 6, 7, 8, 11 and clause 4.1 read G5: AI field or software and IT services. */
  aiOrSoftware: Truth;
  /** G6. */
  enterprise: Truth;
  /** Division 65. */
  software: Truth;
}

/** Every clause and scope that is eligible or may yet be; those that are out are left out. */
export function candidatesOf(dossier: ReferenceDossier): Candidate[] {
  const gates = gatesOf(dossier);
  return [
    ...spendingCandidates(dossier, gates),
    ...recognitionCandidates(dossier, gates),
    ...standingCandidates(dossier, gates),
  ].filter(({ outcome }) => outcome !== 'no');
}

function gatesOf({ applicant = {} }: ReferenceDossier): Gates {
  const shared = every(
    holds(applicant.divisionCode, (code) => ['330701', '330702', '330703'].includes(code)),
    holds(applicant.legalPersonType, (type) =>
      ['enterprise', 'public-institution', 'social-organization'].includes(type),
    ),
    holds(applicant.taxCompliant, Boolean),
    holds(applicant.soundFinance, Boolean),
  );
  const aiField = holds(applicant.aiField, Boolean);
  const software = holds(applicant.industryCode, (code) => code.startsWith('I65'));
  const enterprise = holds(applicant.legalPersonType, (type) => type === 'enterprise');
  return {
    ai: every(shared, aiField),
    // The widening is for enterprises of the trade: a public institution in division 65 must be in the AI field.
    aiOrSoftware: every(shared, some(aiField, every(software, enterprise))),
    enterprise,
    software,
  };
}
