/** Base of everything this package throws on purpose; the message is one sentence fit for a terminal. */
export class LocalCloudError extends Error {
  override name = 'LocalCloudError';
}

/** The port asked for is taken by another program. */
export class PortInUseError extends LocalCloudError {
  override name = 'PortInUseError';
  readonly port: number;
  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is already in use: stop what listens there or choose another port.`, options);
    this.port = port;
  }
}

/** The data directory cannot be created or written, or something else is in it than a host writes; `cause` says why. */
export class DataDirectoryError extends LocalCloudError {
  override name = 'DataDirectoryError';
  readonly directory: string;
  constructor(directory: string, options?: ErrorOptions) {
    super(
      `The data directory ${directory} cannot be written: choose another or change its permissions.`,
      options,
    );
    this.directory = directory;
  }
}

/** Another running host has this data directory open. */
export class DataDirectoryInUseError extends LocalCloudError {
  override name = 'DataDirectoryInUseError';
  constructor(directory: string, options?: ErrorOptions) {
    super(
      `The data directory ${directory} is in use by another host: stop that one or choose another directory.`,
      options,
    );
  }
}

/** No embedded database engine is published for this platform and no endpoint was given. */
export class UnsupportedPlatformError extends LocalCloudError {
  override name = 'UnsupportedPlatformError';
  constructor(platform: string) {
    super(
      `No embedded DynamoDB engine is available for ${platform}: give the endpoint of a DynamoDB-compatible database (for example DynamoDB Local).`,
    );
  }
}

/** The database engine did not start, or went away. */
export class DatabaseError extends LocalCloudError {
  override name = 'DatabaseError';
}

/** The cloud assembly is missing or not readable. */
export class AssemblyError extends LocalCloudError {
  override name = 'AssemblyError';
}

/**
 * The template asks for something that this host does not know. `problems` has one line each, naming
 * the logical id and the property; all of them are reported together.
 */
export class UnsupportedTemplateError extends LocalCloudError {
  override name = 'UnsupportedTemplateError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The template cannot be run on this machine:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** A call names a resource that the template does not define. */
export class UnknownResourceError extends LocalCloudError {
  override name = 'UnknownResourceError';
  constructor(kind: string, name: string) {
    super(`The template defines no ${kind} called ${name}.`);
  }
}

/** A function that was invoked through the door failed; `detail` is its answer (`errorType`, `errorMessage`). */
export class FunctionError extends LocalCloudError {
  override name = 'FunctionError';
  readonly detail: unknown;
  constructor(functionName: string, detail: unknown) {
    super(`The function ${functionName} failed: ${JSON.stringify(detail)}`);
    this.detail = detail;
  }
}
