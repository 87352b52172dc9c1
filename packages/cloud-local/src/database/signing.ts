import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Checksum, SourceData } from '@smithy/types';

/** Returns the headers of a POST to `/` with what proves who sends it. */
export type Sign = (
  url: URL,
  headers: Record<string, string>,
  body: string,
) => Promise<Record<string, string>>;

/** The embedded engine wants to see a signature and does not check it: computing one would only cost. */
export const unsigned: Sign = async (_, headers) => ({
  ...headers,
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
});

/** Signs for another database: with the credentials of the environment, or any where it has none. */
export function signer(region: string): Sign {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  const signature = new SignatureV4({
    service: 'dynamodb',
    region,
    sha256: Sha256,
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID ?? 'local',
      secretAccessKey: AWS_SECRET_ACCESS_KEY ?? 'local',
      ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
    },
  });
  return async ({ protocol, hostname, port }, headers, body) => {
    const request = {
      ...{ method: 'POST', protocol, hostname, path: '/', headers, body, query: {} },
      ...(port === '' ? {} : { port: Number(port) }),
    };
    return (await signature.sign(request)).headers;
  };
}

/** SHA-256, keyed or not, as the signer wants it. */
class Sha256 implements Checksum {
  readonly #secret: Uint8Array | string | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#secret = secret === undefined || typeof secret === 'string' ? secret : bytesOf(secret);
    this.#hash = this.#create();
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#create();
  }

  #create(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
