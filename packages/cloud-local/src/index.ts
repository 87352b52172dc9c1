export {
  AssemblyError,
  DatabaseError,
  DataDirectoryError,
  DataDirectoryInUseError,
  FunctionError,
  LocalCloudError,
  PortInUseError,
  UnknownResourceError,
  UnsupportedPlatformError,
  UnsupportedTemplateError,
} from './errors.ts';
export type {
  BatchCall,
  CallFault,
  ClientConfiguration,
  Faults,
  FunctionCall,
  FunctionFault,
  LocalCloud,
  LocalCloudEvent,
  LocalCloudOptions,
  QueueMessage,
  ServiceCall,
} from './options.ts';
export { startLocalCloud } from './start.ts';
export { ensureDataDirectory } from './state/data-directory.ts';
