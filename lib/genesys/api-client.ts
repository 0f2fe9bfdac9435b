/** What the SDK's API classes need of an API client: two methods of its `ApiClient`. */
export interface SdkApiClient {
  callApi(
    path: string,
    httpMethod: string,
    pathParams: Readonly<Record<string, unknown>>,
    queryParams: Readonly<Record<string, unknown>>,
    headerParams: Readonly<Record<string, unknown>>,
    formParams: Readonly<Record<string, unknown>>,
    bodyParam: unknown,
  ): Promise<unknown>;
  buildCollectionParam(param: unknown, collectionFormat: string): unknown;
}

/** A request as the SDK describes it, before an org, a token or a transport is known. */
export interface ApiRequest {
  readonly method: string;
  /** Path below the API's base URL, with its parameters filled in: `/api/v2/oauth/clients`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * The API client that the SDK's API classes are given instead of the SDK's own `ApiClient`.
 *
 * Theirs is a singleton that reads, obeys and watches a file in the home folder, writes logs, keeps the token in public
 * fields, and rejects with raw errors that hold it. The API classes ask for very little of it, take any implementation
 * as a constructor argument, and that way hold no credential at all.
 */
export class OrgApiClient implements SdkApiClient {
  readonly #send: (request: ApiRequest) => Promise<unknown>;

  constructor(send: (request: ApiRequest) => Promise<unknown>) {
    this.#send = send;
  }

  /** Fills the path in, drops what was left undefined, and sends. Headers and forms are used by no read of ours. */
  callApi: SdkApiClient['callApi'] = (path, method, pathParams, queryParams, _headers, _form, body) => {
    const query = Object.entries(queryParams).filter(([, value]) => value !== undefined && value !== null);
    return this.#send({
      method,
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(pathParams[name]))),
      query: Object.fromEntries(query.map(([name, value]) => [name, String(value)])),
      body: body ?? undefined,
    });
  };

  /** The platform API takes lists in a query separated by commas, whatever format the SDK names. */
  buildCollectionParam(param: unknown): unknown {
    return Array.isArray(param) ? param.join(',') : param;
  }
}
