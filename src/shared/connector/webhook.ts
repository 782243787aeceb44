import type { StreamName } from '../domain/stream';
import type { LocalText, RequestTemplate, ResponseRule } from './definition';
import type { Path } from './path';

/**
 * How a channel tells of changes by itself. A delivery is a hint and never data: it says which stream is to be read. What proves
 * a delivery is data too; the listener does the arithmetic on the raw bytes.
 */
export interface Webhooks {
  readonly proof: WebhookProof;
  /**
   * Header with the delivery's id, the same when the channel repeats it. `alone: false` = different deliveries may share it, so
   * the body counts as well. Missing = only the body tells deliveries apart.
   */
  readonly deliveryId?: { readonly header: string; readonly alone: boolean };
  readonly topic: WebhookTopicPlace;
  /** By the channel's name; `*` stands for every other. A delivery whose topic is not here is set aside. */
  readonly topics: Readonly<Record<string, WebhookTopic>>;
  /** What else than POST the channel delivers with. */
  readonly methods?: readonly 'PUT'[];
  /** The call without proof a channel makes when a hook is created: it is answered 200 and changes nothing. */
  readonly ping?: { readonly contentType: string; readonly pattern: string };
  readonly registration?: WebhookRegistration;
  /** What a person has to do where the channel has no interface for it. */
  readonly byHand?: LocalText;
  /** Address of the vendor's documentation. */
  readonly doc: string;
}

/** Where the secret comes from: a secret field of the connection, or one that Kervan makes for the hook. */
export type WebhookSecret = { readonly field: string } | 'own';

export type WebhookProof =
  | {
      readonly kind: 'hmac';
      readonly algorithm: 'sha256';
      readonly header: string;
      readonly encoding: 'base64' | 'hex';
      readonly secret: WebhookSecret;
    }
  | {
      /** `t=<seconds>,v1=<hex>[,v1=<hex>]` over `<seconds>.<body>`. */
      readonly kind: 'timedHmac';
      readonly header: string;
      readonly toleranceSeconds: number;
      readonly secret: WebhookSecret;
    }
  /** User and password that Kervan made, given to the channel when the hook is created. */
  | { readonly kind: 'basic'; readonly user: string; readonly secret: WebhookSecret }
  | { readonly kind: 'apiKey'; readonly header: string; readonly secret: WebhookSecret };

export type WebhookTopicPlace =
  | { readonly kind: 'header'; readonly header: string }
  /** What stands behind the hook's address. */
  | { readonly kind: 'path' }
  | { readonly kind: 'body'; readonly at: Path };

export interface WebhookTopic {
  /** What is read because of it. */
  readonly stream: StreamName;
  /** Where the key of the order or product stands in the JSON body, for the eye. */
  readonly entity?: Path;
}

/** One hook as the channel lists it. */
export interface RegisteredHook {
  readonly id: string;
  readonly address: string;
  readonly topics: readonly string[];
  /** False = the channel or a person switched it off. */
  readonly active: boolean;
}

export interface NewHook {
  readonly address: string;
  readonly topics: readonly string[];
  /** Kervan's own secret; empty where the channel signs with a field of the connection. */
  readonly secret: string;
}

/** The channel's own interface for hooks. Functions are pure. */
export interface WebhookRegistration {
  /** Topics in the words of this interface. */
  readonly topics: readonly string[];
  /** One hook for each topic, or one for all. */
  readonly per: 'topic' | 'connection';
  readonly list: {
    readonly request: RequestTemplate;
    /** Throws when the answer is something else. */
    read(json: unknown): readonly RegisteredHook[];
    /** Page after page by number, until a page has fewer than this many. */
    readonly pages?: { readonly query: string; readonly first: 0 | 1; readonly size: number };
  };
  readonly create: {
    readonly request: RequestTemplate;
    body(hook: NewHook): unknown;
    /** Id of the hook that was made; throws when the answer is something else. */
    read(json: unknown): string;
    readonly responses?: readonly ResponseRule[];
  };
  /** Placeholder {hook.id}. */
  readonly remove: { readonly request: RequestTemplate; readonly responses?: readonly ResponseRule[] };
  /** Switches a hook on again; missing = it is made anew. */
  readonly activate?: { readonly request: RequestTemplate; readonly responses?: readonly ResponseRule[] };
}
