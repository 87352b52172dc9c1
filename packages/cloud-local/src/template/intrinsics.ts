import { UnsupportedTemplateError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Template } from './assembly.ts';

/** What a template's references come to on this machine. */
export interface References {
  /** Values of `AWS::Region` and its like. */
  readonly pseudo: Readonly<Record<string, string>>;
  /** The value of `Ref` on a resource. */
  ref(logicalId: string): string;
  /** The value of `Fn::GetAtt` on a resource. */
  attribute(logicalId: string, attribute: string): string;
}

/** Stands for AWS::NoValue: the property or list entry that holds it disappears. */
const noValue = Symbol('AWS::NoValue');
type Resolved = Json | typeof noValue;

/**
 * Evaluates CloudFormation's intrinsic functions in a value of the template.
 *
 * Known: Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select, Fn::Split, Fn::If, Fn::FindInMap, Fn::Base64,
 * Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition, and the pseudo parameters. Any other is an error.
 */
export class Intrinsics {
  readonly #template: Template;
  readonly #references: References;

  constructor(template: Template, references: References) {
    this.#template = template;
    this.#references = references;
  }

  /** The value with everything resolved. @throws UnsupportedTemplateError */
  resolve(value: Json): Json {
    const resolved = this.#resolve(value);
    return resolved === noValue ? null : resolved;
  }

  /** Whether a named condition holds. */
  condition(name: string): boolean {
    const expression = this.#template.Conditions[name];
    if (expression === undefined) throw unsupported(`condition ${name} is not defined`);
    return this.#resolve(expression) === true;
  }

  #resolve(value: Json): Resolved {
    if (Array.isArray(value)) {
      return value.map((entry) => this.#resolve(entry)).filter((entry) => entry !== noValue);
    }
    if (!isJsonObject(value)) return value;
    const [name, ...others] = Object.keys(value);
    if (name !== undefined && others.length === 0 && isIntrinsic(name)) {
      return this.#apply(name, value[name] ?? null);
    }
    const result: JsonObject = {};
    for (const [key, entry] of Object.entries(value)) {
      const resolved = this.#resolve(entry);
      if (resolved !== noValue) result[key] = resolved;
    }
    return result;
  }

  #apply(name: string, argument: Json): Resolved {
    switch (name) {
      case 'Ref':
        return this.#ref(text(argument, name));
      case 'Condition':
        return this.condition(text(argument, name));
      case 'Fn::GetAtt':
        return this.#getAtt(argument);
      case 'Fn::Sub':
        return this.#sub(argument);
      case 'Fn::If': {
        const [condition, whenTrue, whenFalse] = list(argument, name);
        return this.#resolve((this.condition(text(condition, name)) ? whenTrue : whenFalse) ?? null);
      }
      default:
        return this.#applyToResolved(name, this.resolve(argument));
    }
  }

  #applyToResolved(name: string, argument: Json): Json {
    switch (name) {
      case 'Fn::Join': {
        const [separator, parts] = list(argument, name);
        return list(parts, name)
          .map((part) => text(part, name))
          .join(text(separator, name));
      }
      case 'Fn::Select': {
        const [index, entries] = list(argument, name);
        const entry = list(entries, name)[Number(index)];
        if (entry === undefined) throw unsupported(`${name} selects nothing`);
        return entry;
      }
      case 'Fn::Split': {
        const [separator, source] = list(argument, name);
        return text(source, name).split(text(separator, name));
      }
      case 'Fn::Base64':
        return Buffer.from(text(argument, name)).toString('base64');
      case 'Fn::FindInMap': {
        const [map, first, second] = list(argument, name).map((key) => text(key, name));
        const found = this.#template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
        if (found === undefined) throw unsupported(`${name} finds nothing for ${map}.${first}.${second}`);
        return found;
      }
      case 'Fn::Equals': {
        const [left, right] = list(argument, name);
        return JSON.stringify(left) === JSON.stringify(right);
      }
      case 'Fn::And':
        return list(argument, name).every((entry) => entry === true);
      case 'Fn::Or':
        return list(argument, name).some((entry) => entry === true);
      case 'Fn::Not':
        return list(argument, name)[0] !== true;
      default:
        throw unsupported(`the intrinsic function ${name} is not known`);
    }
  }

  #ref(name: string): Resolved {
    if (name === 'AWS::NoValue') return noValue;
    const pseudo = this.#references.pseudo[name];
    if (pseudo !== undefined) return pseudo;
    if (name.startsWith('AWS::')) throw unsupported(`the pseudo parameter ${name} is not known`);
    const parameter = this.#template.Parameters[name];
    if (parameter === undefined) return this.#references.ref(name);
    if (parameter.Default === undefined) throw unsupported(`parameter ${name} has no default`);
    return parameter.Default;
  }

  #getAtt(argument: Json): string {
    const [logicalId, ...path] =
      typeof argument === 'string'
        ? argument.split('.')
        : list(argument, 'Fn::GetAtt').map((part) => text(part, 'Fn::GetAtt'));
    return this.#references.attribute(logicalId ?? '', path.join('.'));
  }

  #sub(argument: Json): string {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
    const own = isJsonObject(variables) ? variables : {};
    return text(pattern, 'Fn::Sub').replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      const given = own[name];
      if (given !== undefined) return text(this.resolve(given), 'Fn::Sub');
      const value = name.includes('.') ? this.#getAtt(name) : this.#ref(name);
      return value === noValue ? '' : text(value, 'Fn::Sub');
    });
  }
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

function text(value: Json | undefined, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw unsupported(`${name} needs a text where it has ${JSON.stringify(value)}`);
}

function list(value: Json | undefined, name: string): Json[] {
  if (Array.isArray(value)) return value;
  throw unsupported(`${name} needs a list where it has ${JSON.stringify(value)}`);
}

function unsupported(problem: string): UnsupportedTemplateError {
  return new UnsupportedTemplateError([problem]);
}
