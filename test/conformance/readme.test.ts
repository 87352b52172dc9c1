import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSubmission } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { describe, expect, it } from 'vitest';

/** The first thing a newcomer pastes has to work, and to answer what stands below it. */
const text = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
const [, pasted = ''] = /<<'JSON'\n(.*?)\nJSON\n/s.exec(text) ?? [];
const [, answered = ''] = /```json\n(.*?)```/s.exec(text) ?? [];

const withoutBlanks = (words: string): string => words.replace(/\s/g, '');

describe('README.md', () => {
  it('shows a dossier that can be checked and submitted, and the answer to it', () => {
    const parsed = parseSubmission(JSON.parse(pasted));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const { total, awards, policyVersion } = selfCheck(jinhua, parsed.value, parsed.warnings);
    const paid = awards.filter(({ amount }) => amount > 0);
    expect(paid.map(({ id }) => id)).toEqual(['1.1/applicant', '2.2/rp']);
    for (const part of [{ policyVersion }, { total }, ...paid]) {
      expect(withoutBlanks(answered)).toContain(withoutBlanks(JSON.stringify(part).slice(1, -1)));
    }
  });
});
