// Runs a handler the way the Lambda service runs it: a loop over the Lambda Runtime API.
// Plain JavaScript with node:http alone, because every cold start pays for what is loaded here.
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env;
const base = new URL(`http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/`);
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

// The host holds the other end of this pipe: when the host goes, however it goes, so does this process.
process.stdin.on('close', () => process.exit(0));
process.stdin.resume();

let current;
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, async (error) => {
    console.error(error);
    if (current !== undefined)
      await reportError(`invocation/${current}/error`, error, 'Unhandled').catch(() => {});
    process.exit(129);
  });
}

const handler = await load().catch(async (error) => {
  console.error(error);
  await reportError('init/error', error, 'Init');
  process.exit(1);
});

for (;;) {
  const next = await call('GET', 'invocation/next');
  const requestId = String(next.headers['lambda-runtime-aws-request-id']);
  const deadline = Number(next.headers['lambda-runtime-deadline-ms']);
  current = requestId;
  try {
    const answer = await handler(JSON.parse(next.body), contextOf(next.headers, requestId, deadline));
    await call('POST', `invocation/${requestId}/response`, JSON.stringify(answer ?? null));
  } catch (error) {
    console.error(error);
    await reportError(`invocation/${requestId}/error`, error, 'Unhandled');
  }
  current = undefined;
}

async function load() {
  const dot = _HANDLER.lastIndexOf('.');
  const [module, name] = [_HANDLER.slice(0, dot), _HANDLER.slice(dot + 1)];
  const file = ['.js', '.mjs', '.cjs']
    .map((end) => join(LAMBDA_TASK_ROOT, module + end))
    .find((path) => existsSync(path));
  if (file === undefined) throw named('Runtime.ImportModuleError', `Cannot find module '${module}'`);
  const exports = await import(pathToFileURL(file).href);
  const found = exports[name] ?? exports.default?.[name];
  if (typeof found !== 'function')
    throw named('Runtime.HandlerNotFound', `${_HANDLER} is undefined or not exported`);
  return found;
}

function contextOf(headers, awsRequestId, deadline) {
  return {
    awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function reportError(path, error, kind) {
  const described =
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') }
      : { errorType: 'string', errorMessage: String(error), trace: [] };
  return call('POST', path, JSON.stringify(described), { 'lambda-runtime-function-error-type': kind });
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}

function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, base), { method, agent, headers }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({ headers: response.headers, body: Buffer.concat(parts).toString('utf8') }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
