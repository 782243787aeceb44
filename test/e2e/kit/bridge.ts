import type { Page } from '@playwright/test';
import type { WindowOperationName, WindowOperations } from '../../../src/shared/contract';
import type { InputOf, OutputOf } from '../../../src/shared/contract/operation';

/**
 * Calls an operation from inside the window, through the real preload and IPC, and returns its
 * value; a refused call fails the test with the error's code.
 */
export async function invoke<Name extends WindowOperationName>(
  page: Page,
  name: Name,
  input: InputOf<WindowOperations[Name]>,
): Promise<OutputOf<WindowOperations[Name]>> {
  const call: { name: string; input: unknown } = { name, input };
  const answer = await page.evaluate(async ({ name: operation, input: argument }) => {
    // The types of one operation do not survive the way into the page; main parses the input.
    const bridge = window.kervan as unknown as { invoke: (name: string, input: unknown) => Promise<unknown> };
    return bridge.invoke(operation, argument);
  }, call);
  // Written by the same contract on the other side.
  const envelope = answer as
    | { ok: true; value: OutputOf<WindowOperations[Name]> }
    | { ok: false; error: unknown };
  if (!envelope.ok) throw new Error(`${name} was refused: ${JSON.stringify(envelope.error)}`);
  return envelope.value;
}
