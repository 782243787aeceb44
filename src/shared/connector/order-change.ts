import type { ZodType } from 'zod';
import type { OrderRecord, OrderStatus } from '../domain/order';
import type { LocalText, MapContext, RequestTemplate, ResponseRule } from './definition';
import type { Path } from './path';

/** How an order is moved on at the channel, and how it is asked what stands there. */
export interface OrderChanges {
  readonly look: OrderLook;
  /** By name; in the order in which a screen offers them. */
  readonly actions: Readonly<Record<string, OrderAction>>;
}

/** Asks how orders stand at the channel now; the records are merged as those of any reading. */
export interface OrderLook {
  /** Placeholder {look.ids} (with commas where several are asked for at once), or a body from `body`. */
  readonly request: RequestTemplate;
  body?(ids: readonly string[]): unknown;
  /** What is asked for: the order's key, its number, or its parcels. */
  readonly by: 'key' | 'number' | 'package';
  /** One order by its number ({look.ids}): where the parcels asked for were taken apart, or are not told. */
  readonly whole?: RequestTemplate;
  /** Most of them in one call. */
  readonly most: number;
  readonly budget?: string;
  readonly records: Path | readonly Path[];
  readonly single?: true;
  readonly raw: ZodType;
  map(raw: never, context: MapContext): readonly OrderRecord[];
  /** Before http.responses; `skip` = none of them is there. */
  readonly responses?: readonly ResponseRule[];
}

/** One change of status. Pure: which pieces can make it, and what is sent for each; the engine does the calls. */
export interface OrderAction {
  /** What a person reads on the button, in the channel's own language of statuses. */
  readonly title: LocalText;
  /** What it does, where the title alone does not say it. */
  readonly help?: LocalText;
  /** What one call is about: the order, each parcel of it, its lines in no parcel together, or each of these lines. */
  readonly per: 'order' | 'package' | 'loose' | 'line';
  /** The channel's words of that piece from which the channel takes it; compared without case, blanks and joiners. */
  readonly from: readonly string[];
  /** Kervan's word for the order has to be among these too. */
  readonly when?: readonly OrderStatus[];
  /** The channel's words that prove it was taken; of a line also that it left its place (`per: 'loose'`). */
  readonly reaches: readonly string[];
  readonly fields?: readonly OrderActionField[];
  /** Cannot be taken back: a person confirms it first. */
  readonly final?: true;
  /** The channel takes it from any state, so that it is asked first what stands there. */
  readonly looksFirst?: true;
  /** Asked right before the change: what its calls have to name and no order tells. */
  readonly prepare?: OrderPreparation;
  /** Placeholders {order.key}, {order.number}, {piece.key}, {field.x}; the JSON comes from `bodies`. */
  readonly request: RequestTemplate;
  readonly budget?: string;
  /** The JSON of each call; none = there is nothing (left) to be done. */
  bodies(piece: OrderPiece, given: OrderActionInput): readonly unknown[];
  /** The channel's refusal inside an answer with a status of success; null = taken. Throws when it is another answer. */
  refusal?(json: unknown): string | null;
  /** Before http.responses. Where an answer has no JSON, a rule with `ok` says that it is whole. */
  readonly responses?: readonly ResponseRule[];
}

export interface OrderPreparation {
  readonly request: RequestTemplate;
  readonly budget?: string;
  /** Given to `bodies` as `prepared`. Throws when the answer is something else. */
  read(json: unknown): unknown;
  readonly responses?: readonly ResponseRule[];
}

export interface OrderActionField {
  readonly name: string;
  readonly label: LocalText;
  readonly help?: LocalText;
  /** Regular expression the whole trimmed value must match. */
  readonly pattern?: string;
  readonly maxLength: number;
  readonly example?: string;
  readonly optional?: true;
  readonly choices?: readonly { readonly value: string; readonly label: LocalText }[];
}

/** An order as its change names it. */
export interface ChangedOrder {
  readonly key: string;
  readonly number: string;
}

/** What one call is about. */
export interface OrderPiece {
  /** Of the parcel or the line; '' = the order, or its lines in no parcel. */
  readonly key: string;
  readonly lines: readonly OrderPieceLine[];
}

export interface OrderPieceLine {
  readonly key: string;
  readonly quantity: number;
}

export interface OrderActionInput {
  readonly order: ChangedOrder;
  /** By name; what was left empty is missing. */
  readonly fields: Readonly<Record<string, string>>;
  /** What `prepare` read; undefined without it. */
  readonly prepared: unknown;
}
