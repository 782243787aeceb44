import { z } from 'zod';
import type { Command } from '../command';
import { exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { printJson } from '../output/listing';
import { sentences } from '../words/sentences';

const orderSchema = z.looseObject({ status: z.string(), channelStatus: z.string().nullable() });
const actionsSchema = z.object({
  items: z.array(
    z.looseObject({
      action: z.string(),
      title: z.object({ tr: z.string(), en: z.string() }),
      isPossible: z.boolean(),
      fields: z.array(z.looseObject({ name: z.string(), optional: z.boolean() })),
    }),
  ),
});

/** Without a change it tells which there are. */
export const orderStatus: Command = {
  path: ['orders', 'status'],
  operands: [{ name: 'order' }, { name: 'change', optional: true }],
  options: {
    field: {
      value: 'NAME=TEXT',
      multiple: true,
      help: {
        tr: 'Değişikliğin istediği bilgi, ör. invoiceNumber=ABC1',
        en: 'What the change asks for, such as invoiceNumber=ABC1',
      },
    },
  },
  help: {
    tr: 'Siparişin durumunu kanalda değiştirir; değişiklik verilmezse olanakları yazar',
    en: 'Changes an order’s status at its channel; without a change, tells what is possible',
  },
  async run(context, call) {
    const path = `/api/orders/${encodeURIComponent(call.operand('order'))}`;
    const change = call.optionalOperand('change');
    if (change === undefined) {
      const { items } = await context.api.get(actionsSchema, `${path}/actions`);
      if (context.json) await printJson(context, items);
      for (const { action, title, isPossible, fields } of context.json ? [] : items) {
        const asked = fields.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(' ');
        const line = `${isPossible ? '+' : '-'} ${action} (${title[context.language]}) ${asked}`;
        await context.output.write(`${line.trimEnd()}\n`);
      }
      return exitCodes.ok;
    }
    const fields = Object.fromEntries(call.texts('field').map(readField));
    const order = await context.api.send(orderSchema, 'POST', `${path}/status`, { action: change, fields });
    if (context.json) await printJson(context, order);
    else await context.output.write(`${order.channelStatus ?? order.status}\n`);
    return exitCodes.ok;
  },
};

function readField(given: string): readonly [string, string] {
  const cut = given.indexOf('=');
  if (cut < 1) throw new Failure(exitCodes.usage, sentences.badField, { field: given });
  return [given.slice(0, cut), given.slice(cut + 1)];
}
