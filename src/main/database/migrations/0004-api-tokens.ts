import type { Migration } from './migration';

/** What a token may do and until when, and the answers given under a caller's key, so that a repeated call is not done twice. */
export const apiTokens: Migration = {
  number: 4,
  name: 'api-tokens',
  sql: `
ALTER TABLE api_tokens ADD COLUMN role TEXT NOT NULL DEFAULT 'admin' CHECK (role IN ('viewer', 'operator', 'admin'));
ALTER TABLE api_tokens ADD COLUMN expires_at INTEGER;

CREATE TABLE api_answers (
  -- No reference: the token of the environment has no row.
  token_id TEXT NOT NULL,
  -- Chosen by the caller.
  key TEXT NOT NULL,
  -- SHA-256 of method, address and body.
  request_hash BLOB NOT NULL,
  -- null = begun and not answered yet, or cut off by the end of the process.
  status INTEGER,
  content_type TEXT,
  location TEXT,
  -- null also where the answer holds a secret that is not kept (kept = 0).
  body BLOB,
  kept INTEGER NOT NULL DEFAULT 1 CHECK (kept IN (0, 1)),
  begun_at INTEGER NOT NULL,
  PRIMARY KEY (token_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX api_answers_by_time ON api_answers (begun_at);
`,
};
