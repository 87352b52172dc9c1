import { batch, computed, effect, signal } from '@preact/signals';
import type { FieldError, ListName, Text } from '@twelve/dossier';
import {
  addedRows,
  type Draft,
  EMPTY_DRAFT,
  isBlank,
  notSkipping,
  rowsOf,
  skipping,
  withAnswer,
  withApplicant,
  withoutRow,
  withRowValue,
} from '../draft/draft.ts';
import { withProjectsLinked } from '../draft/project-names.ts';
import { forgetDraft, keepDraft, loadDraft, STORAGE_KEY } from '../draft/storage.ts';
import { type Candidate, toDossier } from '../draft/to-dossier.ts';
import { APPLICANT_FIELDS } from '../fields/applicant.ts';
import { belongs, type Field, type Value, type Values } from '../fields/field.ts';
import { isListName, specOf } from '../fields/lists.ts';
import { type Rules, startRules } from '../rules/client.ts';
import type { Evaluation } from '../rules/evaluate.ts';
import type { PolicyCard } from '../rules/messages.ts';
import { plainError } from '../words/errors.ts';
import { openQuestions } from './questions.ts';

/** What the page knows. Everything shown is derived from the draft and from what the rules said of it. */
const storage = deviceStorage();

export const draft = signal<Draft>(withProjectsLinked(loadDraft(storage)));
export const policy = signal<PolicyCard | undefined>(undefined);
export const evaluation = signal<Evaluation | undefined>(undefined);
export const rulesFailed = signal(false);
/** False where this browser keeps nothing: the page says so. */
export const isKept = signal(storage !== undefined);
/** What an import, a paste or a removal replaced, as long as it can be undone. */
export const undoable = signal<{ readonly label: Text; readonly before: Draft } | undefined>(undefined);
/** The fields that have been left once: their mistakes are pointed out. */
export const touched = signal<ReadonlySet<string>>(new Set());

const answeredFor = signal<Candidate | undefined>(undefined);
const candidate = computed(() => toDossier(draft.value));

export const questions = computed(() =>
  openQuestions(evaluation.value?.determination.missing ?? [], draft.value.skipped),
);

/** The names behind the ids of the dossier that was evaluated. */
export const names = computed(() => answeredFor.value?.names);

/** Mistakes by place (`applicant/name`, `expenditures/<row>/amount`, `expenditures/<row>`, ``), in plain words. */
export const mistakes = computed((): ReadonlyMap<string, Text> => {
  const asked = answeredFor.value;
  if (asked === undefined) return new Map();
  const found = new Map<string, Text>();
  for (const error of evaluation.value?.errors ?? []) {
    const { place, field } = placeOf(error, asked);
    if (!found.has(place)) found.set(place, asked.unreadable.get(error.pointer) ?? plainError(error, field));
  }
  return found;
});

/** Where a year between others is missing: another entry mends it. */
export const gaps = computed((): ReadonlySet<string> => {
  const asked = answeredFor.value;
  const found = (evaluation.value?.errors ?? []).filter(({ code }) => code === 'years-not-consecutive');
  return new Set(asked === undefined ? [] : found.map((error) => placeOf(error, asked).place));
});

/** What is odd but accepted, by place. */
export const notices = computed(
  (): ReadonlyMap<string, Text> =>
    new Map(
      (evaluation.value?.determination.warnings ?? []).map(({ pointer, message }) => [
        pointer.slice(1),
        message,
      ]),
    ),
);

let rules: Rules<Candidate> | undefined;
let askTimer: ReturnType<typeof setTimeout> | undefined;

function askNow(): void {
  clearTimeout(askTimer);
  askTimer = undefined;
  rules?.ask(candidate.peek());
}

/** Starts the rules and keeps asking them as the draft changes. */
export function start(worker: Worker): void {
  const started = startRules<Candidate>(worker, {
    policy: (card) => {
      policy.value = card;
    },
    evaluation: (answer, asked) =>
      batch(() => {
        evaluation.value = answer;
        answeredFor.value = asked;
      }),
    failed: () => {
      rulesFailed.value = true;
    },
  });
  rules = started;
  effect(() => {
    draft.value;
    // In a task of its own: what was typed is shown first.
    clearTimeout(askTimer);
    askTimer = setTimeout(askNow);
  });
  keepOnDevice();
}

/** Writes the draft as it changes. Another tab of the page has the same one: what is typed or cleared there holds here. */
function keepOnDevice(): void {
  let kept = draft.peek();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    isKept.value = keepDraft(storage, draft.peek());
    if (isKept.value) kept = draft.peek();
  };
  effect(() => {
    const changed = draft.value;
    clearTimeout(timer);
    if (changed === kept) return;
    if (!isBlank(changed)) timer = setTimeout(keep, KEEP_AFTER_MS);
    else forgetDraft(storage);
  });
  addEventListener('pagehide', () => {
    // Only what is new: a tab that is closed must not bring back what was cleared in another.
    if (draft.peek() !== kept && !isBlank(draft.peek())) keep();
  });
  const takeKept = () => {
    kept = loadDraft(storage);
    edit(kept);
  };
  addEventListener('storage', ({ key }) => {
    if (key === null || key === STORAGE_KEY) takeKept();
  });
  addEventListener('pageshow', ({ persisted }) => {
    // A page that "back" brings up as it was left has heard nothing of other tabs meanwhile.
    if (persisted && isKept.peek()) takeKept();
  });
  // Where nothing is kept, what was typed goes with the page: the browser asks first. Heard only there, since pages
  // that listen are not brought up again as they were.
  effect(() => {
    if (!isKept.value) addEventListener('beforeunload', askBeforeLosing);
    else removeEventListener('beforeunload', askBeforeLosing);
  });
}

function askBeforeLosing(event: BeforeUnloadEvent): void {
  if (!isBlank(draft.peek()) && !isAsPlaced()) event.preventDefault();
}

/** Typing comes in bursts; the draft is written after each, and in any case when the page goes away. */
const KEEP_AFTER_MS = 150;

/** When the rules have answered on all that was typed. */
export function settled(): Promise<void> {
  if (askTimer !== undefined) askNow();
  return rules?.settled() ?? Promise.resolve();
}

/** Whether they have, already. */
export const isAnswered = (): boolean => answeredFor.peek() === candidate.peek();

/** An edit. What could be undone before it cannot be any more: it would take the edit away too. */
function edit(next: Draft): void {
  batch(() => {
    undoable.value = undefined;
    draft.value = next;
  });
}

export const setApplicant = (name: string, value: Value): void => {
  edit(notSkipping(withApplicant(draft.value, name, value), `applicant/${name}`));
};

export const answerList = (list: ListName, answer: 'none' | 'some'): void => {
  edit(notSkipping(withAnswer(draft.value, list, answer), list));
};

export const setInRow = (list: ListName, key: string, name: string, value: Value): void => {
  edit(withRowValue(draft.value, list, key, name, value));
};

/** Where a project has been named, rows that were pasted before may have spoken of it. Not while its name is typed. */
export function linkProjects(): void {
  draft.value = withProjectsLinked(draft.value);
}

export const skip = (fact: string): void => {
  draft.value = skipping(draft.value, fact);
};

/** Adds entries and returns the keys of their rows. */
export function addRows(list: ListName, entries: readonly Values[], undo?: Text): readonly string[] {
  const before = draft.value;
  const added = addedRows(before, list, specOf(list).idLetter, entries);
  if (undo !== undefined) undoable.value = { label: undo, before };
  draft.value = notSkipping(added.draft, list);
  return added.keys;
}

export function removeRow(list: ListName, key: string, undo?: Text): void {
  const before = draft.value;
  draft.value = withoutRow(before, list, key);
  if (undo !== undefined) undoable.value = { label: undo, before };
}

export function replaceDraft(next: Draft, undo: Text): void {
  undoable.value = { label: undo, before: draft.value };
  draft.value = next;
  placed = next;
}

/** What was last put here as a whole; nobody has typed it. */
let placed: Draft | undefined;
export const isAsPlaced = (): boolean => draft.peek() === placed;

export function undo(): void {
  const step = undoable.value;
  if (step === undefined) return;
  draft.value = step.before;
  undoable.value = undefined;
}

/** Takes everything away, from this device too. */
export function clearAll(): void {
  forgetDraft(storage);
  batch(() => {
    draft.value = EMPTY_DRAFT;
    undoable.value = undefined;
    touched.value = new Set();
  });
}

export function touch(...places: readonly string[]): void {
  if (places.every((place) => touched.value.has(place))) return;
  touched.value = new Set([...touched.value, ...places]);
}

export const candidateDossier = (): unknown => candidate.peek().dossier;

function placeOf(error: FieldError, asked: Candidate): { place: string; field: Field | undefined } {
  const [, root = '', second = '', third = ''] = error.pointer.split('/');
  if (root === 'applicant') {
    return {
      place: `applicant/${second}`,
      field: APPLICANT_FIELDS.find(({ name }) => name === second),
    };
  }
  const key = isListName(root) ? asked.rowKeys[root]?.[Number(second)] : undefined;
  if (!isListName(root) || key === undefined) return { place: '', field: undefined };
  const spec = specOf(root);
  const values = rowsOf(draft.peek(), spec.name).find((row) => row.key === key)?.values ?? {};
  const field = spec.fields.find(
    (candidateField) => candidateField.name === third && belongs(candidateField, values),
  );
  return { place: field === undefined ? `${root}/${key}` : `${root}/${key}/${field.name}`, field };
}

function deviceStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
