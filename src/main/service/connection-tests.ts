import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { ServiceHandlers } from '../../shared/contract';
import type { CheckReport } from '../../shared/contract/connections';
import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { leadsElsewhere, readFieldValues } from '../connections/field-values';
import { runCheck } from './connection-check';
import type { ServiceContext } from './context';
import type { ClientInput } from './open-connection';
import { endComplaints, tellProblem } from './problems';

type Handlers = Pick<ServiceHandlers, 'connections.test' | 'connections.cancelTest'>;
type TestInput = Parameters<Handlers['connections.test']>[0];

/** Nothing a person waits for takes longer. */
const LONGEST_TEST_MS = 60_000;

export function checkHandlers(context: ServiceContext): Handlers {
  const underWay = new Map<string, AbortController>();
  return {
    async 'connections.test'(input) {
      const stop = new AbortController();
      const token = input.token ?? '';
      if (token !== '') underWay.set(token, stop);
      try {
        return await test(
          context,
          input,
          AbortSignal.any([stop.signal, AbortSignal.timeout(LONGEST_TEST_MS)]),
          token,
        );
      } finally {
        if (underWay.get(token) === stop) underWay.delete(token);
      }
    },
    async 'connections.cancelTest'({ token }) {
      const stop = underWay.get(token);
      stop?.abort();
      return { cancelled: stop !== undefined };
    },
  };
}

async function test(
  context: ServiceContext,
  input: TestInput,
  signal: AbortSignal,
  token: string,
): Promise<CheckReport> {
  const { definition, client: given, savedId } = await subject(context, input);
  const client = context.clients.make(definition, given);
  const report = await runCheck(definition, client, signal, (step) => {
    if (token !== '') context.events.emit('check.step', { token, step });
  });
  if (savedId !== null && input.credentials === undefined) noteResult(context, savedId, definition, report);
  return report;
}

interface Subject {
  readonly definition: ConnectorDefinition;
  readonly client: ClientInput;
  readonly savedId: ConnectionId | null;
}

/** What is to be tried: typed values alone, or a saved connection with what is typed over it. */
async function subject(context: ServiceContext, input: TestInput): Promise<Subject> {
  if (input.id === undefined) {
    if (input.integration === undefined)
      throw new AppError('input.fieldMissing', { facts: { field: 'integration' } });
    const definition = await context.connectors.load(input.integration);
    const values = readFieldValues(definition, input.credentials ?? {});
    const client = {
      fields: values.plain,
      secrets: values.secret,
      learned: {},
      baseUrl: input.settings.baseUrl,
    };
    return { definition, client, savedId: null };
  }
  const saved = context.database.connections.get(input.id);
  const definition = await context.connectors.load(saved.integration);
  const secrets = await context.vault.get(saved.id);
  const known = { plain: saved.fields, secretNames: Object.keys(secrets) };
  const values = readFieldValues(definition, input.credentials ?? {}, known);
  const baseUrl = input.settings.baseUrl ?? saved.settings.baseUrl;
  const kept = leadsElsewhere(definition, input.credentials ?? {}, saved.fields) ? {} : secrets;
  const client = { fields: values.plain, secrets: { ...kept, ...values.secret }, learned: {}, baseUrl };
  return { definition, client, savedId: saved.id };
}

/** A passed test of the saved keys ends the complaints about them; a failed one is a problem like any other. */
function noteResult(
  context: ServiceContext,
  id: ConnectionId,
  definition: ConnectorDefinition,
  report: CheckReport,
): void {
  const { database, events, scheduler } = context;
  if (report.passed) {
    database.write((tx) => tx.connections.update(id, { learned: report.learned }));
    endComplaints(context, id, () => true);
  } else {
    const error = report.steps.find((step) => step.error !== null)?.error;
    if (error) {
      const facts = { ...error.facts, channel: definition.title };
      const { problem } = database.write((tx) =>
        tx.problems.report({ error: { ...error, facts }, connectionId: id, stream: null, runId: null }),
      );
      tellProblem(context, problem);
    }
  }
  events.emit('connection.changed', { id });
  scheduler.look();
}
