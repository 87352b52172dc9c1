/** The door of this package is its build: the page is made of the rest, and nothing else imports from it. */
export { type Asset, buildPage } from '../build.ts';
