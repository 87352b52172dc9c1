import { candidatesOf } from './candidates.ts';
import { type Determined, type DeterminedAward, inBoth, isFen, isMoneyless } from './determination.ts';
import { byText, type ReferenceDossier, sum } from './facts.ts';
import { unlawfulMeasures } from './lawful-measures.ts';
import { unlawfulStatuses } from './lawful-statuses.ts';
import { receiptsOf } from './receipts.ts';
import { type OpenLine, type Standing, standingsOf, type World } from './rights.ts';

/**
 * Everything in a determination that the rules or its published form do not allow, a sentence each; empty where it
 * is lawful. Whether it is also the best lawful one is for `reference` to say.
 */
export function unlawful(dossier: ReferenceDossier, determined: Determined, world: World = {}): string[] {
  const candidates = candidatesOf(dossier);
  const standings = standingsOf(candidates, receiptsOf(dossier), world);
  const { awards } = determined;
  return [
    ...unlawfulSet(awards, standings),
    ...awards.flatMap((award) => {
      const standing = standings.find(({ id }) => id === award.id);
      return standing === undefined ? [] : unlawfulAward(award, standing);
    }),
    ...paidTwice(awards),
    ...unlawfulLimits(awards, standings),
    ...oneClassOnly(awards),
    ...unlawfulStatuses(awards, standings),
    ...unlawfulTotals(determined),
    ...unlawfulFrame(determined),
    ...unlawfulMeasures(determined, candidates, standings),
  ];
}

/** An award for every clause and scope that is eligible, and for no other; where nothing is to be had, optional. */
function unlawfulSet(awards: DeterminedAward[], standings: Standing[]): string[] {
  const ids = awards.map(({ id }) => id);
  const known = new Set(standings.map(({ id }) => id));
  const required = standings.filter(
    ({ candidate }) => candidate.lines.some(({ value }) => value > 0) || isMoneyless(candidate.kind),
  );
  return [
    ...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `${id}: listed twice`),
    ...awards
      .filter(({ id, amount, lines }) => !known.has(id) && (amount !== 0 || lines.length > 0))
      .map(({ id }) => `${id}: an award that is not eligible`),
    ...awards
      .filter(({ id, clause, scope }) => id !== `${clause}/${scope}`)
      .map(({ id }) => `${id}: the id is not clause/scope`),
    ...required.filter(({ id }) => !ids.includes(id)).map(({ id }) => `${id}: eligible but not listed`),
  ];
}

function unlawfulAward(award: DeterminedAward, { candidate, lines }: Standing): string[] {
  const found: string[] = [];
  const say = (text: string) => found.push(`${award.id}: ${text}`);
  if (award.amountKind !== candidate.kind) say(`amountKind ${award.amountKind}, not ${candidate.kind}`);
  if (!isFen(award.amount)) say(`amount ${award.amount} is no whole number of fen`);
  // The year of a payment decides X4 and X6 later on, and a scope that names a year must agree with it.
  const yearMatters = /\/?\d{4}$/.test(award.scope) || ['3.1', '10.1', '10.2'].includes(award.clause);
  const mayBeNull = !yearMatters && award.year === null;
  if (award.year !== candidate.year && !mayBeNull) say(`year ${award.year}, not ${candidate.year}`);
  const items = award.lines.map(({ item }) => item);
  if (new Set(items).size !== items.length) say('an item occurs in two lines');
  for (const line of award.lines) {
    const open = lines.find(({ item }) => item === line.item);
    if (open === undefined) say(`${line.item} is not a line of this award`);
    else for (const text of unlawfulLine(line, open)) say(`${line.item}: ${text}`);
  }
  const paid = sum(award.lines.map(({ value, deducted }) => value - deducted));
  if (paid !== award.amount) say(`lines bring ${paid}, the amount is ${award.amount}`);
  if (award.clause === '3.1') {
    if (award.quota?.year !== candidate.year || award.quota.places !== 2)
      say('its quota is not 2 of its year');
  } else if (award.quota !== undefined) say('a quota outside 3.1');
  return found;
}

function unlawfulLine(line: DeterminedAward['lines'][number], open: OpenLine): string[] {
  const { base, percent, value, deducted } = line;
  const found: string[] = [];
  if (![base, value, deducted].every(isFen)) return ['not whole fen'];
  if (BigInt(value) !== (BigInt(base) * BigInt(percent)) / 100n) found.push('value is not base × percent');
  if (base !== open.base || percent !== open.percent) {
    found.push(`${base} × ${percent}%, not ${open.base} × ${open.percent}%`);
  }
  if (deducted > value) found.push('more deducted than its value');
  if (value - deducted > open.pays) found.push(`pays ${value - deducted} of at most ${open.pays}`);
  return found;
}

/** X1 and X2: an item in one award only, but for 4.1 on a 2.1 of the same year that holds the very item. */
function paidTwice(awards: DeterminedAward[]): string[] {
  const holders = new Map<string, DeterminedAward[]>();
  for (const award of awards) {
    for (const { item } of award.lines) holders.set(item, [...(holders.get(item) ?? []), award]);
  }
  return [...holders].flatMap(([item, all]) => {
    const stacked = all.filter(({ clause }) => clause === '4.1');
    const plain = all.filter(({ clause }) => clause !== '4.1');
    const found: string[] = [];
    if (plain.length > 1) found.push(`${item}: paid under ${plain.map(({ id }) => id).join(' and ')}`);
    if (stacked.length > 1) found.push(`${item}: stacked twice`);
    const [top] = stacked;
    if (top !== undefined && !plain.some(({ clause, year }) => clause === '2.1' && year === top.year)) {
      found.push(`${item}: 4.1 without 2.1`);
    }
    return found;
  });
}

/** Own limits, receipts counted in, and X5: what is taken pays exactly the formula, cut from the last lines. */
function unlawfulLimits(awards: DeterminedAward[], standings: Standing[]): string[] {
  return [...new Set(standings.map(({ group }) => group))].flatMap((group) => {
    const members = standings.filter((one) => one.group === group);
    const room = members[0]?.roomFen ?? null;
    const taken = members
      .flatMap((one) => {
        const lines = awards.find(({ id }) => id === one.id)?.lines ?? [];
        return lines.flatMap((line) => {
          const open = one.lines.find(({ item }) => item === line.item);
          return open === undefined ? [] : [{ open, paid: line.value - line.deducted }];
        });
      })
      .sort((a, b) => byText(a.open.item, b.open.item));
    let left = room === null ? Number.MAX_SAFE_INTEGER : room - sum(taken.map(({ open }) => open.burdens));
    return taken.flatMap(({ open, paid }) => {
      const due = Math.min(open.pays, Math.max(0, left));
      left -= due;
      return paid === due ? [] : [`${group}: ${open.item} pays ${paid}, due are ${due}`];
    });
  });
}

/** X3. */
function oneClassOnly(awards: DeterminedAward[]): string[] {
  const paid = (clause: string) => awards.some((award) => award.clause === clause && award.amount > 0);
  return paid('7.2') && paid('7.3') ? ['7.2 and 7.3 are both paid'] : [];
}

function unlawfulTotals({ awards, total }: Determined): string[] {
  const paid = (kind: string) =>
    sum(
      awards
        .filter((one) => one.amountKind === kind && ['granted', 'reduced'].includes(one.status))
        .map(({ amount }) => amount),
    );
  return (['fixed', 'ceiling'] as const).flatMap((kind) =>
    paid(kind) === total[kind] ? [] : [`total.${kind} is ${total[kind]}, the awards add up to ${paid(kind)}`],
  );
}

function unlawfulFrame(determined: Determined): string[] {
  const found: string[] = [];
  const { missing, resolution, warnings, awards } = determined;
  if (determined.policyVersion.length === 0 || determined.engineVersion.length === 0)
    found.push('no version');
  if (!/^sha256-\S+$/.test(determined.dossierDigest)) found.push(`dossierDigest ${determined.dossierDigest}`);
  if (!isFen(resolution.gapFen)) found.push(`gap ${resolution.gapFen}`);
  if (resolution.proven && resolution.gapFen !== 0) found.push('proven, and yet a gap');
  missing.forEach((one, place) => {
    const before = missing[place - 1];
    if (before !== undefined && compareWorth(before, one) >= 0)
      found.push(`missing: ${one.fact} out of order`);
    if (one.clauses.length === 0) found.push(`missing: ${one.fact} decides no clause`);
  });
  for (const { message, pointer } of warnings) if (!inBoth(message)) found.push(`warning ${pointer}: texts`);
  for (const { id, because } of awards) {
    for (const { rule, text } of because)
      if (rule === '' || !inBoth(text)) found.push(`${id}: a reason's text`);
  }
  return found;
}

/** Unlimited worth first, then the most, then by path. */
function compareWorth(a: Determined['missing'][number], b: Determined['missing'][number]): number {
  const rank = ({ worth }: typeof a) => worth ?? Number.POSITIVE_INFINITY;
  if (rank(a) !== rank(b)) return rank(a) > rank(b) ? -1 : 1;
  return byText(a.fact, b.fact);
}
