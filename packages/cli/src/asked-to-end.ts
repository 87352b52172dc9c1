/**
 * Calls when the process is asked to end, from then on perhaps more than once: at Ctrl-C the terminal tells everyone
 * who runs in it, and npm hands on what it was told.
 */
export function onAskedToEnd(end: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}
