import type { Schedule } from '../../../shared/contract/connections';
import type { IntegrationDetail } from '../../../shared/contract/integrations';
import type { StreamName } from '../../../shared/domain/stream';
import type { FieldValues } from './field-values';

export const WIZARD_STEPS = ['fields', 'test', 'plan', 'reading'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

/** What the wizard has gathered; it lives in memory only, since it holds keys. */
export interface Draft {
  readonly values: FieldValues;
  /** Only for practice marketplaces. */
  readonly baseUrl: string | undefined;
  readonly name: string;
  readonly streams: Readonly<
    Partial<Record<StreamName, { readonly isRead: boolean; readonly schedule: Schedule }>>
  >;
  /** The values above passed the test. */
  readonly isTested: boolean;
}

/** Choices preset by the connector: what it has a default for is chosen, every stream is read as often as it advises. */
export function startDraft(integration: IntegrationDetail, name: string): Draft {
  return {
    values: {},
    baseUrl: undefined,
    name,
    streams: Object.fromEntries(
      integration.streams.map(({ stream, everyMinutes }) => [
        stream,
        { isRead: true, schedule: { everyMinutes } },
      ]),
    ),
    isTested: false,
  };
}

/** A changed value has to be tested again. */
export function withValue(draft: Draft, name: string, value: string): Draft {
  return { ...draft, values: { ...draft.values, [name]: value }, isTested: false };
}

/** Streams that shall be read. */
export function streamsRead({ streams }: Draft): StreamName[] {
  return (Object.keys(streams) as StreamName[]).filter((stream) => streams[stream]?.isRead);
}

/** Schedules to save: a stream that is not read is left to the hand. */
export function schedulesOf({ streams }: Draft): Partial<Record<StreamName, Schedule>> {
  return Object.fromEntries(
    Object.entries(streams).map(([stream, choice]) => [
      stream,
      choice.isRead ? choice.schedule : { everyMinutes: 0 },
    ]),
  );
}
