import type { KervanBridge } from './index';

declare global {
  interface Window {
    readonly kervan: KervanBridge;
  }
}
