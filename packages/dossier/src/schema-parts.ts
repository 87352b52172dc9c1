import * as v from 'valibot';
import { asRecord } from './raw.ts';

/** A whole number between two bounds, both included; by default any that is exact. */
/* @__NO_SIDE_EFFECTS__ */
export const wholeNumber = (least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/**
 * At most so many characters. Each counts once, as JSON Schema has it: to Valibot the rarer ones of Chinese names are two.
 */
/* @__NO_SIDE_EFFECTS__ */
export function maxCharacters(most: number): v.MaxLengthAction<string, number, undefined> {
  const action = v.maxLength<string, number>(most);
  const run = action['~run'];
  return {
    ...action,
    '~run': (dataset, config) => {
      // What has no more units has no more characters: they are counted only where that is in doubt.
      const fits = dataset.typed && (dataset.value.length <= most || [...dataset.value].length <= most);
      return fits ? dataset : run.call(action, dataset, config);
    },
  };
}

/**
 * An object with these fields and no others. Valibot has one too, but it names the first unknown field only: here each is
 * an issue, at its own place.
 */
/* @__NO_SIDE_EFFECTS__ */
export function strictObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.ObjectSchema<Entries, undefined> {
  const schema = v.object(entries);
  const run = schema['~run'];
  return {
    ...schema,
    '~run'(dataset, config) {
      const input = asRecord(dataset.value);
      const result = run.call(this, withoutList(dataset), config);
      for (const key in input) {
        if (Object.hasOwn(this.entries, key)) continue;
        const path: v.ObjectPathItem = { type: 'object', origin: 'key', input, key, value: input[key] };
        v._addIssue(this, 'key', result, config, { expected: 'never', path: [path] });
      }
      return result;
    },
  };
}

/** One of several objects, told apart by a field. */
/* @__NO_SIDE_EFFECTS__ */
export function variant<const Key extends string, const Options extends v.VariantOptions<Key>>(
  key: Key,
  options: Options,
): v.VariantSchema<Key, Options, undefined> {
  const schema = v.variant(key, options);
  const run = schema['~run'];
  return { ...schema, '~run': (dataset, config) => run.call(schema, withoutList(dataset), config) };
}

/** To Valibot a list is an object; to us it is as little of one as nothing at all. */
const withoutList = (dataset: v.UnknownDataset): v.UnknownDataset =>
  Array.isArray(dataset.value) ? { value: undefined } : dataset;
