import { render } from 'preact';
import { start } from './state/store.ts';
import { App } from './view/app.tsx';
import './style/main.css';

/** Put in by the build: the worker's file, whose name holds a hash of its content. */
declare const RULES_FILE: string;

start(new Worker(new URL(RULES_FILE, import.meta.url)));

const root = document.getElementById('app');
if (root !== null) {
  root.replaceChildren();
  render(<App />, root);
}

// Once everything is there, the page is put by for working without a network.
if ('serviceWorker' in navigator) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('sw.js').catch(() => {
      // Where the browser refuses (a private window, plain http), the page works online only.
    });
  });
}
