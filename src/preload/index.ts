import { contextBridge, ipcRenderer } from 'electron';
import type { KervanBridge } from '../shared/contract';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../shared/contract/channels';
import { eventNames } from '../shared/contract/events';
import { windowOperationNames } from '../shared/contract/operation-names';
import { createBridge } from './bridge';

const bridge: KervanBridge = createBridge(
  {
    invoke: (name, input) => ipcRenderer.invoke(INVOKE_CHANNEL, name, input),
    // The event object of Electron stays here: it would hand the page a reference to ipcRenderer.
    onEvent: (listener) =>
      void ipcRenderer.on(EVENT_CHANNEL, (_event, name: unknown, payload: unknown) =>
        listener(name, payload),
      ),
  },
  { operations: windowOperationNames, events: eventNames, platform: process.platform },
);

contextBridge.exposeInMainWorld('kervan', bridge);
