-- KfDesk schema, step 1. Times are UTC milliseconds unless a column says seconds (…_time). Ids of WeCom are opaque text.
-- Columns named sealed_* hold AES-256-GCM values bound to row_key; everything else is readable to whoever has the file.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE vault_slot (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('key_file', 'passphrase', 'keychain')),
  label TEXT NOT NULL,
  parameters TEXT NOT NULL,           -- JSON: cost and salt of the derivation
  row_key BLOB NOT NULL,
  sealed_data_key BLOB NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TABLE component (
  id INTEGER PRIMARY KEY,
  suite_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  row_key BLOB NOT NULL,
  sealed_config BLOB NOT NULL,        -- the whole configuration, so that nobody can redirect it by editing the file
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

CREATE TABLE placement (
  id INTEGER PRIMARY KEY,
  suite_id TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  single INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  archived_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (suite_id, state)
);

CREATE TABLE corp (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: logs and receipts name rows by it
  suite_id TEXT NOT NULL,
  auth_corpid TEXT NOT NULL,
  name TEXT NOT NULL,
  full_name TEXT NOT NULL DEFAULT '',
  logo_url TEXT NOT NULL DEFAULT '',
  corp_type TEXT NOT NULL DEFAULT '',
  subject_type INTEGER NOT NULL DEFAULT 0,
  industry TEXT NOT NULL DEFAULT '',
  scale TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL,
  states TEXT NOT NULL DEFAULT '[]',  -- JSON array, derived from grant_record
  account_count INTEGER NOT NULL DEFAULT 0,
  link_count INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  authorized_at INTEGER NOT NULL DEFAULT 0,
  last_event_at INTEGER NOT NULL DEFAULT 0,
  last_sync_at INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL,
  last_error_id TEXT NOT NULL DEFAULT '',
  last_error_code INTEGER NOT NULL DEFAULT 0,
  last_error_detail TEXT NOT NULL DEFAULT '',
  last_error_args TEXT NOT NULL DEFAULT '', -- JSON of what the words name: an address, a hint
  search_key TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL DEFAULT '',
  key_version TEXT NOT NULL DEFAULT '',
  create_time INTEGER NOT NULL DEFAULT 0,   -- seconds
  change_time INTEGER NOT NULL DEFAULT 0,   -- seconds
  failed_checks INTEGER NOT NULL DEFAULT 0,
  sync_due_at INTEGER NOT NULL DEFAULT 0,
  sync_attempts INTEGER NOT NULL DEFAULT 0,
  session_event_id INTEGER NOT NULL DEFAULT 0
);
-- An orphan whose id was never learned has an empty auth_corpid; there may be several of those.
CREATE UNIQUE INDEX corp_identity ON corp (suite_id, auth_corpid) WHERE auth_corpid <> '';
CREATE INDEX corp_overview ON corp (suite_id, last_sync_at); -- numbers beside the pages, from a narrow scan
CREATE INDEX corp_sync_due ON corp (sync_due_at) WHERE sync_due_at > 0;

CREATE TABLE kf_account (
  id INTEGER PRIMARY KEY,
  suite_id TEXT NOT NULL,
  corp_id INTEGER NOT NULL REFERENCES corp (id),
  open_kfid TEXT NOT NULL,
  name TEXT NOT NULL,
  avatar_url TEXT NOT NULL DEFAULT '',
  authorized INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (corp_id, open_kfid)
);

CREATE TABLE kf_link (
  id INTEGER PRIMARY KEY,
  suite_id TEXT NOT NULL,
  corp_id INTEGER NOT NULL REFERENCES corp (id),
  account_id INTEGER NOT NULL REFERENCES kf_account (id),
  url TEXT NOT NULL,
  scene TEXT NOT NULL DEFAULT '',
  scene_param TEXT NOT NULL DEFAULT '',
  configured_at INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, scene, scene_param)
);
CREATE INDEX kf_link_corp ON kf_link (corp_id);
CREATE INDEX kf_link_url ON kf_link (url);

-- What the links page filters and sorts by: narrow, so that a scan of a million rows stays in cache.
CREATE TABLE kf_link_key (
  link_id INTEGER PRIMARY KEY REFERENCES kf_link (id),
  search_key TEXT NOT NULL,
  corp_sort TEXT NOT NULL,
  account_sort TEXT NOT NULL,
  placement_sort TEXT NOT NULL,
  configured INTEGER NOT NULL               -- kf_link.configured_at > 0
);
-- The order the page opens with, and its usual filter; the id keeps equal names in order.
CREATE INDEX kf_link_key_corp ON kf_link_key (corp_sort, link_id, configured);

CREATE TABLE grant_record (
  id INTEGER PRIMARY KEY,
  suite_id TEXT NOT NULL,
  corp_id INTEGER NOT NULL REFERENCES corp (id),
  open_kfid TEXT NOT NULL,
  state TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (corp_id, open_kfid, granted_at, state)
);
CREATE INDEX grant_record_state ON grant_record (state, suite_id, corp_id);

CREATE TABLE event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  suite_id TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  event_time INTEGER NOT NULL,              -- seconds, the event's own
  info_type TEXT NOT NULL,
  auth_corpid TEXT NOT NULL DEFAULT '',
  corp_id INTEGER NOT NULL DEFAULT 0,       -- no foreign key: an event outlives what it speaks of until the purge
  state TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL DEFAULT 0,
  deadline_at INTEGER NOT NULL DEFAULT 0,
  error_id TEXT NOT NULL DEFAULT '',
  error_code INTEGER NOT NULL DEFAULT 0,
  error_detail TEXT NOT NULL DEFAULT '',
  error_args TEXT NOT NULL DEFAULT '',
  exchanged_at INTEGER NOT NULL DEFAULT 0,
  accounts_at INTEGER NOT NULL DEFAULT 0,
  links_at INTEGER NOT NULL DEFAULT 0,
  account_count INTEGER NOT NULL DEFAULT 0,
  accounts_added INTEGER NOT NULL DEFAULT 0,
  accounts_removed INTEGER NOT NULL DEFAULT 0,
  receipt_id INTEGER NOT NULL DEFAULT 0,
  row_key BLOB NOT NULL,
  sealed_payload BLOB
);
-- For pruning the oldest, and for listing: type, status and suite stand in it, so that a list of a million messages is
-- read from 65 MB and not from the 590 MB of the table with its sealed payloads. It grows at its end, like the table.
CREATE INDEX event_received ON event (received_at, info_type, status, suite_id);
CREATE INDEX event_open ON event (status) WHERE status <> 'done'; -- most are done, and cost nothing here
CREATE INDEX event_pending ON event (next_attempt_at) WHERE status = 'pending';
-- Messages come by the thousand, of all corps in turns: in an index by corp each would write a page of its own, more than
-- all else of it. By blocks of ids and by corp within one, only the few pages of the newest block are written, and who
-- asks for a corp's messages looks into each block once.
CREATE INDEX event_message ON event (id / 1024, corp_id) WHERE info_type = 'kf_msg_or_event';
CREATE INDEX event_corp ON event (corp_id) WHERE corp_id <> 0 AND info_type <> 'kf_msg_or_event';
CREATE INDEX event_unplaced ON event (auth_corpid) WHERE auth_corpid <> '' AND corp_id = 0;
CREATE INDEX event_transition ON event (auth_corpid)
  WHERE auth_corpid <> '' AND info_type IN ('change_auth', 'cancel_auth');
CREATE INDEX event_state ON event (suite_id, state, id) WHERE state <> '';

-- How many events there are, by the hour they came in, so that no page scans a million rows for a number. The program
-- counts what it inserts, once a batch: a trigger a row would slow the receiver. The triggers see to everything else.
CREATE TABLE event_count (
  hour INTEGER NOT NULL,                    -- received_at / 3600000
  suite_id TEXT NOT NULL,
  status TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (hour, suite_id, status)
) WITHOUT ROWID;
CREATE TRIGGER event_removed AFTER DELETE ON event BEGIN
  UPDATE event_count SET events = events - 1
    WHERE hour = old.received_at / 3600000 AND suite_id = old.suite_id AND status = old.status;
  DELETE FROM event_count
    WHERE hour = old.received_at / 3600000 AND suite_id = old.suite_id AND status = old.status AND events <= 0;
END;
CREATE TRIGGER event_settled AFTER UPDATE OF status ON event WHEN new.status <> old.status BEGIN
  UPDATE event_count SET events = events - 1
    WHERE hour = old.received_at / 3600000 AND suite_id = old.suite_id AND status = old.status;
  DELETE FROM event_count
    WHERE hour = old.received_at / 3600000 AND suite_id = old.suite_id AND status = old.status AND events <= 0;
  INSERT INTO event_count VALUES (new.received_at / 3600000, new.suite_id, new.status, 1)
    ON CONFLICT DO UPDATE SET events = events + 1;
END;

-- Digests only, so they may outlive a purge. The time leads the key: digests alone would dirty a page an event.
CREATE TABLE event_seen (
  event_time INTEGER NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (event_time, digest)
) WITHOUT ROWID;

CREATE TABLE auth_code_seen (
  digest BLOB PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE token (
  kind TEXT NOT NULL CHECK (kind IN ('suite_ticket', 'suite_token', 'corp_token', 'permanent_code')),
  suite_id TEXT NOT NULL,
  auth_corpid TEXT NOT NULL DEFAULT '',
  row_key BLOB NOT NULL,
  sealed_value BLOB NOT NULL,
  obtained_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  event_time INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  PRIMARY KEY (suite_id, auth_corpid, kind)
) WITHOUT ROWID;

CREATE TABLE purge_receipt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  suite_id TEXT NOT NULL,
  corp_digest BLOB NOT NULL,
  cancel_time INTEGER NOT NULL,             -- seconds
  started_at INTEGER NOT NULL,
  purged_at INTEGER NOT NULL DEFAULT 0,
  verified_at INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL,
  counts TEXT NOT NULL DEFAULT '{}',
  row_key BLOB NOT NULL,
  sealed_subject BLOB                       -- whom to search for; dropped once verified
);
CREATE INDEX purge_receipt_digest ON purge_receipt (corp_digest);

CREATE TABLE change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  local_id INTEGER NOT NULL
);

CREATE TABLE work_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  local_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (kind, local_id)
);
