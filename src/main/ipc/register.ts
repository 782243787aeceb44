import { ipcMain, type WebContents } from 'electron';
import type { EventName, KervanEvents } from '../../shared/contract';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../shared/contract/channels';
import type { Answer } from './answer';

/** Binds the answers to the one channel that windows may use. */
export function registerAnswer(answer: Answer, isOwnWindow: (contents: WebContents) => boolean): void {
  ipcMain.handle(INVOKE_CHANNEL, (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame;
    return answer(
      {
        isOwnWindow: isOwnWindow(event.sender),
        // Null when the frame has gone meanwhile; compared by id, since the object is made anew at each access.
        isMainFrame: frame !== null && frame.frameTreeNodeId === event.sender.mainFrame.frameTreeNodeId,
        origin: frame?.origin ?? '',
      },
      name,
      input,
    );
  });
}

export function sendEvent<Name extends EventName>(
  contents: WebContents,
  name: Name,
  event: KervanEvents[Name],
): void {
  if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, event);
}
