import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { runStateSchema, streamNameSchema, syncModeSchema } from '../../shared/domain/stream';
import { formatNumber } from '../../shared/wording/format';
import type { Command, Context } from '../command';
import { type ExitCode, exitCodes } from '../exit-codes';
import { printJson, printTable } from '../output/listing';
import { sentences } from '../words/sentences';
import { streamWords } from '../words/statuses';
import { connectionOperand } from './connections';
import { findConnection } from './references';
import { type RunRow, runSchema, streamColumns } from './runs';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 1_000;

const startedSchema = z.looseObject({ runId: z.string() });

export const sync: Command = {
  path: ['sync'],
  operands: [connectionOperand],
  options: {
    streams: {
      value: 'NAMES',
      choices: streamNameSchema.options,
      help: { tr: 'Ne okunacak, virgülle', en: 'What to read, by commas' },
    },
    mode: {
      value: 'MODE',
      choices: syncModeSchema.options,
      help: { tr: 'Değişenler (delta) veya tümü (full)', en: 'Changes (delta) or everything (full)' },
    },
    wait: { help: { tr: 'Bitene kadar bekle', en: 'Wait until it has ended' } },
  },
  help: { tr: 'Bağlantıyı okumaya başlar', en: 'Starts reading a connection' },
  async run(context, call) {
    const { id } = await findConnection(context, call.operand('connection'));
    const started = await context.api.send(startedSchema, 'POST', `/api/connections/${id}/sync`, {
      ...(call.text('streams') === undefined ? {} : { streams: call.text('streams')?.split(',') }),
      ...(call.text('mode') === undefined ? {} : { mode: call.text('mode') }),
    });
    if (!call.flag('wait')) {
      if (context.json) await printJson(context, started);
      else await context.output.write(`${started.runId}\n`);
      return exitCodes.ok;
    }
    const run = await waitFor(context, started.runId);
    if (context.json) await printJson(context, run);
    else await printTable(context, streamColumns, run.streams);
    return exitOf(run.state);
  },
};

/** Until it has ended or stands still; only the waiting can be interrupted. */
async function waitFor(context: Context, runId: string): Promise<RunRow> {
  const { api, output, signal } = context;
  let wait = FIRST_WAIT_MS;
  try {
    for (;;) {
      const run = await api.get(runSchema, `/api/runs/${runId}`);
      if (run.finished || run.state === 'paused') return run;
      output.progress(progressOf(context, run));
      await sleep(wait, undefined, { signal });
      wait = Math.min(LONGEST_WAIT_MS, wait * 1.5);
    }
  } catch (error) {
    if (signal.aborted) output.note(context.say(sentences.stillRunning, { run: runId }));
    throw error;
  } finally {
    output.progress('');
  }
}

function progressOf({ language }: Context, { streams }: RunRow): string {
  const parts = streams.map(({ stream, received, totalRecords }) => {
    const name = stream === 'products' || stream === 'orders' ? streamWords[stream][language] : stream;
    const total = totalRecords === null ? '' : ` / ${formatNumber(totalRecords, language)}`;
    return `${name} ${formatNumber(received, language)}${total}`;
  });
  return parts.join(' · ');
}

function exitOf(text: string): ExitCode {
  const state = runStateSchema.safeParse(text);
  if (!state.success) return exitCodes.failed;
  switch (state.data) {
    case 'done':
      return exitCodes.ok;
    case 'partial':
      return exitCodes.partly;
    case 'queued':
    case 'running':
    case 'paused':
    case 'failed':
    case 'cancelled':
      return exitCodes.failed;
  }
}
