import type { Readable } from 'node:stream';

export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** Server-sent events as https://html.spec.whatwg.org/multipage/server-sent-events.html reads them; comments are signs of life. */
export async function* readEvents(source: Readable): AsyncGenerator<StreamEvent> {
  let waiting = '';
  let event = '';
  let data: string[] = [];
  source.setEncoding('utf8');
  for await (const chunk of source) {
    waiting += String(chunk);
    const lines = waiting.split(/\r\n|\n|\r(?!$)/);
    waiting = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
        event = '';
        data = [];
      } else {
        const { name, value } = fieldOf(line);
        if (name === 'event') event = value;
        if (name === 'data') data.push(value);
      }
    }
  }
}

function fieldOf(line: string): { readonly name: string; readonly value: string } {
  const at = line.indexOf(':');
  if (at < 0) return { name: line, value: '' };
  return { name: line.slice(0, at), value: line.slice(at + 1).replace(/^ /, '') };
}
