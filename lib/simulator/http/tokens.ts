import { createHash, timingSafeEqual } from 'node:crypto';
import type { ClientRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';

/** A token as logs may name it: by number, never by value. */
export interface Token {
  readonly id: string;
  readonly client: ClientRecord;
}

interface IssuedToken {
  readonly id: string;
  readonly clientId: string;
  readonly expiresAt: number;
}

/** Genesys: a token is valid for 24 h where the client does not say. */
const DEFAULT_TOKEN_SECONDS = 86_400;

/** Issues tokens for client credentials, and knows which are valid. */
export class TokenOffice {
  readonly #world: World;
  readonly #issued = new Map<string, IssuedToken>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Answers `POST /login/oauth/token`: Basic authentication and a form with `grant_type=client_credentials`. */
  issue(authorization: string | undefined, form: string): Answer {
    const credentials = parseBasic(authorization);
    if (!credentials) return refusal(401, 'invalid_client', 'client credentials are missing or malformed');
    const grantType = new URLSearchParams(form).get('grant_type');
    if (grantType !== 'client_credentials') {
      return refusal(400, 'unsupported_grant_type', `grant type ${grantType ?? '(none)'} is not supported`);
    }
    const client = this.#world.clients.get(credentials.id.toLowerCase());
    if (!client || !isSame(client.secret, credentials.secret) || client.state !== 'active') {
      return refusal(401, 'invalid_client', 'authentication failed');
    }
    if (client.authorizedGrantType !== 'CLIENT-CREDENTIALS') {
      return refusal(400, 'unauthorized_client', 'client is not authorized for grant type client_credentials');
    }
    const seconds = client.accessTokenValiditySeconds ?? DEFAULT_TOKEN_SECONDS;
    return {
      status: 200,
      body: { access_token: this.#newToken(client, seconds), token_type: 'bearer', expires_in: seconds },
    };
  }

  /** The token of an API request, or `undefined` where it is unknown, expired, revoked, or its client is gone. */
  check(authorization: string | undefined): Token | undefined {
    const issued = this.#issued.get(/^bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
    if (!issued || this.#world.now().getTime() >= issued.expiresAt) return undefined;
    const client = this.#world.clients.get(issued.clientId);
    return client?.state === 'active' ? { id: issued.id, client } : undefined;
  }

  /** Makes every token invalid that was issued so far. */
  revokeAll(): void {
    this.#issued.clear();
  }

  #newToken(client: ClientRecord, seconds: number): string {
    const id = `token-${this.#issued.size + 1}`;
    const now = this.#world.now().getTime();
    const value = createHash('sha256').update(`${client.id} ${id} ${now}`).digest('base64url');
    this.#issued.set(value, { id, clientId: client.id, expiresAt: now + seconds * 1000 });
    return value;
  }
}

function parseBasic(authorization = ''): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^basic (.+)$/i.exec(authorization)?.[1];
  const match = /^([^:]+):(.*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString());
  return match ? { id: match[1] ?? '', secret: match[2] ?? '' } : undefined;
}

function isSame(expected: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}

/** The login service's own error body; it differs from the API's. */
function refusal(status: number, error: string, description: string): Answer {
  return { status, body: { error, description, error_description: description } };
}
