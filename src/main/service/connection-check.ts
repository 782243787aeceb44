import type { ConnectorDefinition, Field } from '../../shared/connector/definition';
import type { CheckReport, CheckStep } from '../../shared/contract/connections';
import type { WireError } from '../../shared/errors/app-error';
import type { ChannelClient, CheckStepResult } from '../engine/types';

/** Runs "Test connection" step by step; every step is told as it ends. */
export async function runCheck(
  definition: ConnectorDefinition,
  client: ChannelClient,
  signal: AbortSignal,
  tell: (step: CheckStep) => void,
): Promise<CheckReport> {
  const steps: CheckStep[] = [];
  for await (const result of client.check(signal)) {
    const step = { ...named(result, definition), field: fieldAtFault(result.error, definition.fields) };
    steps.push(step);
    tell(step);
  }
  // A key that may not write still reads orders and products: the step says so, the connection stands.
  const passed = steps.length > 0 && steps.every((step) => step.state !== 'failed' || step.step === 'write');
  return { passed, steps, learned: passed ? await client.learn(signal) : {} };
}

function named(result: CheckStepResult, definition: ConnectorDefinition): CheckStepResult {
  if (!result.error) return result;
  return {
    ...result,
    error: { ...result.error, facts: { ...result.error.facts, channel: definition.title } },
  };
}

/** The form field a person should look at for this failure. */
function fieldAtFault(error: WireError | null, fields: readonly Field[]): string | null {
  if (!error) return null;
  const told = error.facts.field;
  if (typeof told === 'string' && fields.some((field) => field.name === told)) return told;
  switch (error.code) {
    case 'auth.keyRejected':
    case 'auth.tokenExpired':
      return fields.find((field) => field.secret)?.name ?? null;
    case 'auth.wrongAccount':
    case 'auth.userAgentRejected':
      return fields.find((field) => !field.secret)?.name ?? null;
    case 'net.hostNotFound':
    case 'net.certificate':
    case 'input.hostNotAllowed':
    case 'input.insecureAddress':
      return fields.find((field) => field.kind === 'address')?.name ?? null;
    default:
      return null;
  }
}
