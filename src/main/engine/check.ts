import type { CheckStep, ConnectorDefinition } from '../../shared/connector/definition';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { Clock } from '../http/types';
import type { ChannelTime } from './channel-time';
import type { CheckStepName, CheckStepResult } from './types';

/** A clock further off than this breaks signatures and time ranges. */
const CLOCK_LIMIT_MS = 5 * 60_000;

interface CheckTools {
  readonly definition: ConnectorDefinition;
  readonly clock: Clock;
  readonly channelTime: ChannelTime;
  /** Runs one step of the definition and keeps what it learns. */
  run(step: CheckStep): Promise<void>;
}

interface Timed {
  readonly milliseconds: number;
  readonly error: AppError | null;
}

/**
 * "Test connection" step by step. The first call to the channel also tells whether there is internet, whether the address
 * is right and what time it is there, so that nothing is asked twice.
 */
export async function* runCheck(tools: CheckTools, signal: AbortSignal): AsyncGenerator<CheckStepResult> {
  const [first, ...others] = tools.definition.check;
  const names = stepNames(tools.definition);
  const done = new Set<CheckStepName>();
  const tell = (step: CheckStepName, timed: Timed | null): CheckStepResult => {
    done.add(step);
    return result(step, timed);
  };
  const opening = first === undefined ? null : await timed(tools, first);
  if (signal.aborted) throw opening?.error ?? new AppError('run.cancelled');
  let failed = false;
  if (first !== undefined && opening !== null) {
    const place = placeOf(opening.error);
    const clockError = clockProblem(tools.channelTime);
    yield tell(
      'internet',
      place === 'internet' ? opening : { milliseconds: opening.milliseconds, error: null },
    );
    failed = place === 'internet';
    if (!failed) {
      yield tell(
        'address',
        place === 'address' ? opening : { milliseconds: opening.milliseconds, error: null },
      );
      failed = place === 'address';
    }
    if (!failed) {
      yield tell('clock', { milliseconds: 0, error: clockError });
      failed = clockError !== null;
    }
    if (!failed) {
      yield tell(first.step, opening);
      failed = opening.error !== null;
    }
  }
  for (const step of others) {
    if (failed) break;
    const outcome = await timed(tools, step);
    if (signal.aborted) throw outcome.error ?? new AppError('run.cancelled');
    // Several calls may belong to one step; it passes with its last.
    const again = others.indexOf(step) < others.findLastIndex((other) => other.step === step.step);
    failed = outcome.error !== null;
    if (failed || !again) yield tell(step.step, outcome);
  }
  for (const name of names) if (!done.has(name)) yield result(name, null);
}

function stepNames(definition: ConnectorDefinition): readonly CheckStepName[] {
  return [
    ...new Set<CheckStepName>([
      'internet',
      'address',
      'clock',
      ...definition.check.map((step) => step.step),
      'write',
    ]),
  ];
}

async function timed(tools: CheckTools, step: CheckStep): Promise<Timed> {
  const begun = tools.clock.now();
  try {
    await tools.run(step);
    return { milliseconds: tools.clock.now() - begun, error: null };
  } catch (thrown) {
    return { milliseconds: tools.clock.now() - begun, error: toAppError(thrown) };
  }
}

function placeOf(error: AppError | null): 'internet' | 'address' | 'later' {
  switch (error?.code) {
    case 'net.offline':
      return 'internet';
    case 'net.hostNotFound':
    case 'net.refused':
    case 'net.certificate':
    case 'net.timeout':
    case 'net.cutOff':
    case 'input.hostNotAllowed':
    case 'input.insecureAddress':
      return 'address';
    default:
      return 'later';
  }
}

function clockProblem(channelTime: ChannelTime): AppError | null {
  const difference = channelTime.difference();
  if (difference === null || Math.abs(difference) <= CLOCK_LIMIT_MS) return null;
  return new AppError('clock.wrong', {
    facts: { difference: Math.abs(difference), direction: difference > 0 ? 'behind' : 'ahead' },
  });
}

function result(step: CheckStepName, timed: Timed | null): CheckStepResult {
  if (timed === null) return { step, state: 'notTried', milliseconds: null, error: null };
  const { milliseconds, error } = timed;
  return {
    step,
    state: error === null ? 'passed' : 'failed',
    milliseconds,
    error: error === null ? null : error.toWire(),
  };
}
