import { randomInt } from 'node:crypto';
import type { HostState } from './host-state.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The generated value of a secret: made at its first use and kept, so that it survives restarts. */
export function generatedSecret(state: HostState, name: string, length: number): string {
  const fresh = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  state.run('INSERT OR IGNORE INTO secrets(name, value) VALUES (?, ?)', name, fresh);
  return state.get('SELECT value FROM secrets WHERE name = ?', name)?.text('value') ?? fresh;
}
