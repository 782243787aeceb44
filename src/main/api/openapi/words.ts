/** What holds for every call; the rest is told where it belongs. */
export const INTRODUCTION = `The local API of Kervan. It answers on this computer only.

- Every call under \`/api\` carries \`Authorization: Bearer <token>\`, but for this page. Tokens are made in Settings › Network and local API; each has a role: viewer, operator or admin.
- Bodies are JSON objects of at most 1 MiB; an empty one counts as \`{}\`. Times are ISO 8601 in UTC. Amounts are numbers in major units; fields ending in \`Minor\` are exact, in minor units.
- Lists answer \`items\`. Paged ones add \`nextCursor\`: passed as \`cursor\` with the other parameters unchanged it gives what follows; null means that nothing does.
- Lists of changes (products, orders, variants) come in the order of Kervan's own change time: keep the greatest \`updatedAt\` seen and ask with \`updatedAfter\` next time.
- What does not work is told as problem details (RFC 9457): \`code\` is stable and for programs, \`title\` is the sentence the screens show, in Turkish with \`Accept-Language: tr\`.
- Every write takes an \`Idempotency-Key\`. Where two writers can meet, an \`ETag\` is told and \`If-Match\` is honoured.
- Each token may make 100 calls a second, and 1,000 at once after a rest; then 429 with \`Retry-After\`.
- A client ignores fields it does not know: later versions may answer with more.`;
