/** Fields whose values tell who somebody is or what somebody earns. */
const PRIVATE_FIELDS = new Set([
  'creditCode',
  'name',
  'invoiceNumber',
  'certificateNumber',
  'annualSalary',
  'localContribution',
]);

/** What must never be in a log: keys, and the values of private fields of everything that was sent. */
export class PrivateValues {
  readonly #values = new Set<string>();

  add(value: string): void {
    this.#values.add(value);
  }

  /** Notes the private values of a request's body, and the talents' pseudonyms. */
  addBody(body: string | Uint8Array): void {
    const visit = (value: unknown, field: string): void => {
      if (Array.isArray(value)) {
        for (const entry of value) visit(entry, field);
        if (field === 'talents') for (const entry of value) this.#addLong(Object(entry).id);
      } else if (typeof value === 'object' && value !== null) {
        for (const [name, inner] of Object.entries(value)) visit(inner, name);
      } else if (PRIVATE_FIELDS.has(field)) {
        this.#addLong(value);
      }
    };
    try {
      visit(JSON.parse(Buffer.from(body).toString('utf8')), '');
    } catch {
      // What is no JSON has no fields.
    }
  }

  /** Those lines that hold one of the values as a word of its own. */
  foundIn(lines: readonly string[]): string[] {
    const words = (line: string) => line.split(/[^\p{L}\p{N}_-]+/u);
    return lines.filter((line) => words(line).some((word) => this.#values.has(word)));
  }

  /** Short values (an id such as `t1`, a salary of 0) stand in logs for other things. */
  #addLong(value: unknown): void {
    const text = String(value);
    if (text.length >= 6) this.#values.add(text);
  }
}
