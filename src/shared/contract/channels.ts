/** The only two channels between window and main; preload and main alone may name them. */
export const INVOKE_CHANNEL = 'kervan:invoke';
export const EVENT_CHANNEL = 'kervan:event';
