export { createHttpClient, type HttpClientOptions, stopped } from './client';
export { assertSafeAddress, hostPolicyFrom, isAllowed } from './host-policy';
export { createLimiter, type Limiter, type LimiterState, type LimitWait } from './limiter';
export type { Redact } from './redact';
export { systemSleep } from './sleep';
export type { Clock, HostPolicy, HttpAnswer, HttpClient, HttpRequest, HttpStream, Log, Sleep } from './types';
