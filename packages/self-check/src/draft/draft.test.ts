import { parseCheck } from '@twelve/dossier';
import { dossierDigest } from '@twelve/reconcile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDossier } from '../../../../test/reference/arbitrary-dossier.ts';
import { SAMPLES } from '../samples.ts';
import { labelsOf } from '../words/labels.ts';
import {
  addedRows,
  type Draft,
  EMPTY_DRAFT,
  rowsOf,
  withAnswer,
  withApplicant,
  withoutRow,
  withRowValue,
} from './draft.ts';
import { fromDossierText } from './from-dossier.ts';
import { withProjectsLinked } from './project-names.ts';
import { forgetDraft, keepDraft, loadDraft, STORAGE_KEY } from './storage.ts';
import { toDossier } from './to-dossier.ts';

describe('a dossier that is opened', () => {
  it('comes out of the draft as it went in', () => {
    fc.assert(
      fc.property(arbitraryDossier({ incomplete: true, documents: true }), (dossier) => {
        const opened = fromDossierText(JSON.stringify(dossier));
        if (!opened.ok) throw new Error(opened.problem);
        expect(opened.ignored).toEqual([]);
        const { dossier: again, unreadable } = toDossier(opened.draft);
        expect([...unreadable]).toEqual([]);
        const [before, after] = [parseCheck(dossier), parseCheck(again)];
        if (!before.ok || !after.ok) throw new Error('the dossier is not valid');
        expect(dossierDigest(after.value)).toBe(dossierDigest(before.value));
      }),
      { numRuns: 200 },
    );
  });

  it('is refused as a whole only where it is none', () => {
    expect(fromDossierText('{')).toEqual({ ok: false, problem: 'not-json' });
    expect(fromDossierText('[1]')).toEqual({ ok: false, problem: 'no-dossier' });
    expect(fromDossierText('{"projects":[]}')).toEqual({ ok: false, problem: 'no-dossier' });
  });

  it('is found in a submission as a portal gets it', () => {
    const dossier = { applicant: { name: '某公司' }, talents: [] };
    const submission = { id: 's1', creditCode: '91330700MA2900001A', revision: 1, dossier };
    expect(fromDossierText(JSON.stringify(submission))).toEqual(fromDossierText(JSON.stringify(dossier)));
  });

  it('keeps what is wrong in it, and names what no dossier has', () => {
    const opened = fromDossierText(
      '{"applicant":{"aiField":"maybe","colour":1},"extra":1,"expenditures":[{"id":"e1","nature":"viel","x":2}]}',
    );
    if (!opened.ok) throw new Error(opened.problem);
    expect(opened.ignored).toEqual(['extra', 'expenditures 1: x', 'applicant: colour']);
    expect(toDossier(opened.draft).dossier).toMatchObject({
      applicant: { aiField: 'maybe' },
      expenditures: [{ nature: 'viel' }],
    });
  });

  it('counts in fen, however its amounts are written', () => {
    const expenditures = ['200000000', 12.5, -5, '120万', 'viel'].map((amount) => ({ amount }));
    const opened = fromDossierText(JSON.stringify({ applicant: { registeredCapital: '7' }, expenditures }));
    if (!opened.ok) throw new Error(opened.problem);
    const { dossier, unreadable } = toDossier(opened.draft);
    expect(dossier).toMatchObject({
      applicant: { registeredCapital: 7 },
      expenditures: [
        { amount: 200_000_000 },
        ...['12.5分', '-5分', '120万分', 'viel分'].map((amount) => ({ amount })),
      ],
    });
    expect([...unreadable.keys()]).toEqual([1, 2, 3, 4].map((place) => `/expenditures/${place}/amount`));
  });

  it('names what is of a kind that its field cannot show: it would be gone without a word', () => {
    const opened = fromDossierText(
      JSON.stringify({
        applicant: { name: null, creditCode: {}, aiDomains: 'other', settlement: 'none' },
        expenditures: [{ id: 'e1', projectIds: 'p1' }, 7],
        priorAwards: [{ lines: 3 }],
      }),
    );
    if (!opened.ok) throw new Error(opened.problem);
    expect(opened.ignored).toEqual([
      'expenditures 1: projectIds',
      'expenditures 2',
      'priorAwards 1: lines',
      'applicant: name',
      'applicant: creditCode',
      'applicant: aiDomains',
      'applicant: settlement',
    ]);
  });
});

describe('unknown, none and these', () => {
  it('are three answers', () => {
    const some = addedRows(withAnswer(EMPTY_DRAFT, 'carriers', 'some'), 'carriers', 'k', [
      { kind: 'incubator' },
    ]);
    expect(toDossier(EMPTY_DRAFT).dossier).toEqual({ applicant: {} });
    expect(toDossier(withAnswer(EMPTY_DRAFT, 'carriers', 'none')).dossier).toMatchObject({ carriers: [] });
    expect(toDossier(some.draft).dossier).toMatchObject({ carriers: [{ id: 'k1', kind: 'incubator' }] });
  });

  it('"some" without an entry is still unknown, and an untouched row is no entry', () => {
    const answered = withAnswer(EMPTY_DRAFT, 'carriers', 'some');
    expect(toDossier(answered).dossier).not.toHaveProperty('carriers');
    const { draft } = addedRows(answered, 'carriers', 'k', [{}]);
    expect(rowsOf(draft, 'carriers')).toHaveLength(1);
    expect(toDossier(draft).dossier).not.toHaveProperty('carriers');
  });

  it('changing one’s mind loses nothing', () => {
    const { draft } = addedRows(withAnswer(EMPTY_DRAFT, 'carriers', 'some'), 'carriers', 'k', [
      { name: '金东' },
    ]);
    const back = withAnswer(withAnswer(draft, 'carriers', 'none'), 'carriers', 'some');
    expect(back).toEqual(draft);
  });

  it('"none" stays the answer when the empty row that "some" had opened is put away', () => {
    const { draft, keys } = addedRows(withAnswer(EMPTY_DRAFT, 'carriers', 'some'), 'carriers', 'k', [{}]);
    const [key = ''] = keys;
    const none = withoutRow(withAnswer(draft, 'carriers', 'none'), 'carriers', key);
    expect(toDossier(none).dossier).toMatchObject({ carriers: [] });
  });
});

describe('a code', () => {
  it('is read however it is written: full-width, in small letters, with blanks', () => {
    const typed = withApplicant(EMPTY_DRAFT, 'creditCode', ' 9133 0702 ma2examp0g ');
    const draft = withApplicant(
      withApplicant(typed, 'divisionCode', '３３０７０２'),
      'industryCode',
      'ｉ６５１３',
    );
    expect(toDossier(draft).dossier.applicant).toEqual({
      creditCode: '91330702MA2EXAMP0G',
      divisionCode: '330702',
      industryCode: 'I6513',
    });
  });
});

it('a product may have a name of any length; it is called by all of it', () => {
  const name = '高速高精度六轴协同焊接与视觉检测一体化智能机器人系统（第二代）WR-2000型';
  const { draft } = addedRows(EMPTY_DRAFT, 'recognitions', 'r', [
    { kind: 'first-set', level: 'national', grantedOn: '2024-06-01', subjectId: name },
  ]);
  const { dossier, names } = toDossier(draft);
  const parsed = parseCheck(dossier);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const [recognition] = parsed.value.recognitions ?? [];
  const labels = labelsOf(parsed.value, [], 'zh', names);
  expect(labels.item(`subjects/${recognition?.subjectId}`)).toBe(name);
  expect(labels.item('recognitions/r1')).toContain(name);
});

it.each(['2024', '２０２４年', '2024年度', ' 2,024 '])('a year is read however it is written: %s', (year) => {
  const { draft } = addedRows(EMPTY_DRAFT, 'annualAccounts', undefined, [{ year }]);
  expect(toDossier(draft).dossier).toMatchObject({ annualAccounts: [{ year: 2024 }] });
});

it('two cells pasted into a field are not taken for one figure', () => {
  const { draft } = addedRows(EMPTY_DRAFT, 'carriers', 'k', [{ tenants: '20\t26', aiTenants: '20 26' }]);
  expect([...toDossier(draft).unreadable.keys()]).toEqual(['/carriers/0/tenants', '/carriers/0/aiTenants']);
});

describe('rows', () => {
  it('get ids that are free', () => {
    const first = addedRows(EMPTY_DRAFT, 'projects', 'p', [{}, {}, {}]);
    const [, second = ''] = first.keys;
    const again = addedRows(withoutRow(first.draft, 'projects', second), 'projects', 'p', [{}]);
    expect(rowsOf(again.draft, 'projects').map(({ values }) => values.id)).toEqual(['p1', 'p3', 'p2']);
    expect(new Set(rowsOf(again.draft, 'projects').map(({ key }) => key)).size).toBe(3);
  });

  it('get no id that something still refers to: it meant the entry that was removed', () => {
    const carrier = addedRows(EMPTY_DRAFT, 'carriers', 'k', [{ name: '甲' }]);
    const spent = addedRows(carrier.draft, 'expenditures', 'e', [{ amount: '1' }]);
    const funded = addedRows(spent.draft, 'otherAwards', undefined, [
      { itemId: 'expenditures/e1' },
      { itemId: 'carriers/k1' },
    ]);
    const without = withoutRow(withoutRow(funded.draft, 'carriers', '1'), 'expenditures', '1');
    const again = addedRows(addedRows(without, 'carriers', 'k', [{}]).draft, 'expenditures', 'e', [{}]);
    expect(rowsOf(again.draft, 'carriers').map(({ values }) => values.id)).toEqual(['k2']);
    expect(rowsOf(again.draft, 'expenditures').map(({ values }) => values.id)).toEqual(['e2']);
  });

  it('a project that is taken away is taken out of the expenditures too', () => {
    const projects = addedRows(EMPTY_DRAFT, 'projects', 'p', [{}, {}]);
    const [first = ''] = projects.keys;
    const spent = addedRows(projects.draft, 'expenditures', 'e', [{ projectIds: ['p1', 'p2'] }]);
    const [row] = rowsOf(withoutRow(spent.draft, 'projects', first), 'expenditures');
    expect(row?.values.projectIds).toEqual(['p2']);
  });

  it('an incubator that is taken away is taken out of what speaks of it, and of nothing else', () => {
    const carrier = addedRows(EMPTY_DRAFT, 'carriers', 'k', [{ name: '甲' }]);
    const recognised = addedRows(carrier.draft, 'recognitions', 'r', [
      { kind: 'ai-incubator', subjectId: 'k1' },
      { kind: 'first-set', subjectId: 'k1' },
    ]);
    const paid = addedRows(recognised.draft, 'priorAwards', undefined, [{ clause: '10.2', subjectId: 'k1' }]);
    const without = withoutRow(paid.draft, 'carriers', '1');
    expect(rowsOf(without, 'recognitions').map(({ values }) => values.subjectId)).toEqual(['', 'k1']);
    expect(rowsOf(without, 'priorAwards').map(({ values }) => values.subjectId)).toEqual(['']);
  });
});

describe('an expenditure that speaks of a project by name', () => {
  const pasted = (projectIds: readonly string[]) =>
    addedRows(EMPTY_DRAFT, 'expenditures', 'e', [{ projectIds }]).draft;
  const named = (draft: Draft, ...names: readonly string[]) =>
    addedRows(
      draft,
      'projects',
      'p',
      names.map((name) => ({ name })),
    ).draft;
  const servedIn = (draft: Draft) =>
    rowsOf(withProjectsLinked(draft), 'expenditures').map(({ values }) => values.projectIds);

  it('is linked to it once it is so named, and to the others of its cell as they are', () => {
    const draft = pasted(['视觉算法（二期）、算力平台']);
    expect(servedIn(draft)).toEqual([['视觉算法（二期）、算力平台']]);
    const one = named(draft, ' 视觉算法 (二期)');
    expect(servedIn(one)).toEqual([['p1', '算力平台']]);
    expect(servedIn(named(withProjectsLinked(one), '算力平台'))).toEqual([['p1', 'p2']]);
    expect(servedIn(named(pasted(['GPU/NPU 平台']), 'GPU/NPU平台', 'gpu'))).toEqual([['p1']]);
    const some = named(pasted(['婺城平台；浙中AI/大模型平台, 视觉']), '婺城平台');
    expect(servedIn(some)).toEqual([['p1', '浙中AI/大模型平台, 视觉']]);
    expect(servedIn(named(withProjectsLinked(some), '浙中AI/大模型平台'))).toEqual([['p1', 'p2', '视觉']]);
  });

  it('stays as it is where none is, or there are to be none', () => {
    const draft = named(pasted(['视觉']), '', '视觉算法');
    expect(withProjectsLinked(draft)).toBe(draft);
    const none = withAnswer(named(pasted(['视觉']), '视觉'), 'projects', 'none');
    expect(withProjectsLinked(none)).toBe(none);
  });
});

describe('what is kept on the device', () => {
  const memory = () => {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };

  it('comes back letter by letter, mistakes included, and is gone when cleared', () => {
    const storage = memory();
    const added = addedRows(withApplicant(EMPTY_DRAFT, 'registeredCapital', '12a'), 'expenditures', 'e', [
      { amount: '1，0' },
    ]);
    const draft = withRowValue(added.draft, 'expenditures', added.keys[0] ?? '', 'incurredOn', '2024-13');
    expect(keepDraft(storage, draft)).toBe(true);
    expect(loadDraft(storage)).toEqual(draft);
    // A row keeps its key when others go, so that a form that is open in one tab stays open while another writes.
    const two = addedRows(draft, 'expenditures', 'e', [{ amount: '2' }]);
    const second = withoutRow(two.draft, 'expenditures', added.keys[0] ?? '');
    keepDraft(storage, second);
    expect(loadDraft(storage)).toEqual(second);
    forgetDraft(storage);
    expect(storage.kept.size).toBe(0);
    expect(loadDraft(storage)).toEqual(EMPTY_DRAFT);
  });

  it.each([
    '',
    '7',
    '{"lists":{"carriers":7,"nonsense":{"answer":"some"}},"skipped":3}',
    '{"applicant":[1]}',
  ])('what is damaged (%s) is an empty draft, not an error', (kept) => {
    expect(loadDraft({ getItem: (key) => (key === STORAGE_KEY ? kept : null) })).toEqual(EMPTY_DRAFT);
  });

  it('a browser that keeps nothing says so', () => {
    const refusing = {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(keepDraft(refusing, EMPTY_DRAFT)).toBe(false);
    expect(keepDraft(undefined, EMPTY_DRAFT)).toBe(false);
  });
});

it.each(SAMPLES.map(({ title, draft }) => [title.zh, draft] as const))(
  'the example %s is a complete dossier without mistakes',
  (_, draft) => {
    expect(parseCheck(toDossier(draft()).dossier)).toMatchObject({ ok: true });
  },
);
