import { formatTime } from '../../shared/wording/format';
import { readEvents, type StreamEvent } from '../api/event-stream';
import type { Command, Context } from '../command';
import { exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { harmless } from '../output/cell';
import { sentences } from '../words/sentences';

export const events: Command = {
  path: ['events'],
  operands: [],
  options: {
    names: {
      value: 'NAMES',
      help: { tr: 'Yalnız bu olaylar, virgülle', en: 'Only these events, by commas' },
    },
    count: { value: 'N', help: { tr: 'Bu kadar olaydan sonra bit', en: 'End after so many events' } },
  },
  help: { tr: 'Olanları geldikçe yazar (Ctrl+C bitirir)', en: 'Writes events as they come (Ctrl+C ends it)' },
  async run(context, call) {
    const most = call.whole('count');
    let seen = 0;
    try {
      const source = await context.api.stream('/api/events', { names: call.text('names') });
      for await (const event of readEvents(source)) {
        await context.output.write(lineOf(context, event));
        seen += 1;
        if (most !== undefined && seen >= most) return exitCodes.ok;
      }
    } catch (error) {
      if (context.signal.aborted) return exitCodes.ok;
      if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')
        throw new Failure(exitCodes.notRunning, sentences.streamEnded);
      throw error;
    }
    throw new Failure(exitCodes.notRunning, sentences.streamEnded);
  },
};

/** With --json one object a line: {"event":"values.changed","data":{…}}. */
function lineOf({ json, now }: Context, { event, data }: StreamEvent): string {
  if (!json) return `${formatTime(now(), true)}\t${harmless(event)}\t${harmless(data)}\n`;
  return `${JSON.stringify({ event, data: parsed(data) })}\n`;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
