import { refuse } from '@twelve/http';

/** Methods that a path does not have, and measures that the pack does not have. */
export const handler = refuse();
