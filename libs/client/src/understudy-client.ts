import createClient, { type Client } from 'openapi-fetch';
import { createAuthorizedFetch, type AuthorizedFetch, type Transport } from './authorized-fetch.ts';
import { createFineTuneService, type FineTuneService } from './fine-tune.ts';
import type { paths } from './schema.d.ts';
import { createTrainingFiles, type TrainingFiles } from './training-files.ts';

/** The API of Understudy, typed: services by their methods, and everything else by its operations. */
export type UnderstudyClient = TrainingFiles &
  FineTuneService & {
    /** Every operation of the API by its method and path, typed by its OpenAPI description. */
    api: Client<paths>;
    /** For what is not JSON: streams and files. */
    fetch: AuthorizedFetch;
  };

/** A client of the API at an address, for the user of a token. */
export function createUnderstudyClient(transport: Transport): UnderstudyClient {
  const authorizedFetch = createAuthorizedFetch(transport);
  const api = createClient<paths>({ baseUrl: transport.baseUrl, fetch: authorizedFetch });
  return { ...createTrainingFiles(api), ...createFineTuneService(api), api, fetch: authorizedFetch };
}
