-- The first schema. Instants are milliseconds since 1970 in UTC, ids are made by the program,
-- digests and keys are raw bytes. The order of everything that happened is event.seq.

-- The one commune of this store. Empty until an administrator says which it is.
CREATE TABLE commune (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  code TEXT NOT NULL,
  province_code TEXT NOT NULL,
  name TEXT NOT NULL,
  agency TEXT NOT NULL,
  utc_offset_minutes INTEGER NOT NULL,
  site TEXT NOT NULL -- where residents read items; empty: nowhere
) STRICT;
INSERT INTO commune VALUES (1, '', '', '', '', 420, '');
-- Its map, as canonical JSON of the protocol, and the SHA-256 of that; no row: none.
CREATE TABLE commune_map (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  body TEXT NOT NULL
) STRICT;

-- The layouts that it drew, as JSON of the protocol; playlists name them in their schedules.
CREATE TABLE layout (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

-- A cursor row instead of a sequence: its lock makes the numbers appear in the order of commits.
-- `hash` covers the event and all before it (manager/core/audit.h). Events up to `dropped_seq` are
-- past their time and gone; `dropped_hash` is where the chain of the others begins.
CREATE TABLE event_cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  dropped_seq INTEGER NOT NULL DEFAULT 0,
  dropped_hash BLOB NOT NULL DEFAULT X'0000000000000000000000000000000000000000000000000000000000000000'
) STRICT;
INSERT INTO event_cursor (id, seq, hash) VALUES (1, 0, zeroblob(32));
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  who TEXT NOT NULL,
  target TEXT NOT NULL,
  body TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX event_by_kind ON event (kind, seq);
-- What an item has gone through.
CREATE INDEX event_by_item ON event (target, seq) WHERE substr(kind, 1, 5) = 'item.';
CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;
CREATE TRIGGER event_remains BEFORE DELETE ON event
WHEN OLD.seq > (SELECT dropped_seq FROM event_cursor WHERE id = 1)
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  password TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  made_at INTEGER NOT NULL
) STRICT;
CREATE TABLE person_role (
  person TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;
-- The public half of the key that a person signs with, by login, as items name their author.
CREATE TABLE person_key (
  login TEXT PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
  added_at INTEGER NOT NULL
) STRICT;
-- Second factors: `since` is null until a right code came once; `last_step` is the newest one whose
-- code was used. Why a secret lies here as it is: docs/adr/0021.
CREATE TABLE second_factor (
  person TEXT PRIMARY KEY REFERENCES person (id),
  secret BLOB NOT NULL CHECK (length(secret) = 20),
  since INTEGER,
  last_step INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE recovery_code (
  person TEXT NOT NULL REFERENCES person (id),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;
-- A token itself is never stored, only its SHA-256.
CREATE TABLE setup_token (
  hash BLOB PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
  hash BLOB PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  made_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_person ON session (person);
-- Also for logins that nobody has: both look the same from outside.
CREATE TABLE sign_in_failure (
  login TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL
) STRICT;

CREATE TABLE media (
  blob BLOB PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  chunks BLOB NOT NULL,
  media_type TEXT NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL DEFAULT 0,
  has_sound INTEGER NOT NULL DEFAULT 0 CHECK (has_sound IN (0, 1)),
  poster BLOB REFERENCES media (blob),
  thumbnail BLOB REFERENCES media (blob),
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX media_by_poster ON media (poster);
CREATE INDEX media_by_thumbnail ON media (thumbnail);
-- The pages of documents, as pictures. A document is named by the hash of the names of its pages.
CREATE TABLE document_page (
  document BLOB NOT NULL CHECK (length(document) = 32),
  number INTEGER NOT NULL,
  blob BLOB NOT NULL REFERENCES media (blob),
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_page_by_blob ON document_page (blob);
-- Media that people keep, under the name that they know it by. What is here stays, used or not.
-- `id` is the blob; of a document its own name, and `blob` its first page.
CREATE TABLE library (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  blob BLOB NOT NULL REFERENCES media (blob),
  name TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX library_by_blob ON library (blob);
-- Stored bytes that nothing names, seen first at `since`. They go when that was long enough ago.
CREATE TABLE unused_blob (
  blob BLOB PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX unused_blob_by_since ON unused_blob (since);

-- Files on their way in, and what becomes of them. The bytes lie in uploads/<id>; `held_bytes` of
-- them are known to be durable, what the file has beyond may be anything after a power cut.
CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  held_bytes INTEGER NOT NULL DEFAULT 0,
  sha256 BLOB,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX upload_by_owner ON upload (owner);
CREATE TABLE conversion (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  upload TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  permille INTEGER NOT NULL DEFAULT 0,
  left_s INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
  media BLOB REFERENCES media (blob),
  document BLOB,
  problem TEXT NOT NULL DEFAULT '',
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conversion_by_owner ON conversion (owner, number);
CREATE INDEX conversion_by_media ON conversion (media);
CREATE INDEX conversion_by_document ON conversion (document);
CREATE INDEX conversion_by_state ON conversion (state, number);

CREATE TABLE item (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  revision INTEGER NOT NULL,
  content TEXT NOT NULL,
  author TEXT NOT NULL,
  version_number INTEGER NOT NULL,
  submitted BLOB REFERENCES item_version (hash),
  approved BLOB REFERENCES item_version (hash),
  approver TEXT NOT NULL,
  reason TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL,
  -- Since a version of it was selected for a board: residents may read it. Null before.
  public_since INTEGER
) STRICT;
CREATE INDEX item_by_change ON item (changed_seq);

-- What residents sent from the page of an item. `contact` is emptied and the row deleted by the
-- upkeep, in their time.
CREATE TABLE feedback (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  item TEXT NOT NULL REFERENCES item (id),
  title TEXT NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  contact TEXT NOT NULL,
  state TEXT NOT NULL,
  answer TEXT REFERENCES item (id),
  changed_by TEXT NOT NULL DEFAULT '',
  changed_at INTEGER
) STRICT;
CREATE INDEX feedback_by_item ON feedback (item, at);
CREATE INDEX feedback_by_state ON feedback (state);
CREATE INDEX feedback_by_time ON feedback (at);

-- What people sign. `bytes` are the canonical bytes that `hash` names; the columns say the same for
-- reports.
CREATE TABLE item_version (
  hash BLOB PRIMARY KEY,
  item TEXT NOT NULL REFERENCES item (id),
  number INTEGER NOT NULL,
  bytes TEXT NOT NULL,
  author TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  agency TEXT NOT NULL,
  document_number TEXT NOT NULL,
  source TEXT NOT NULL,
  category TEXT NOT NULL,
  language TEXT NOT NULL,
  origin TEXT NOT NULL,
  owner_kind TEXT NOT NULL,
  priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
  commune_code TEXT NOT NULL CHECK (length(commune_code) = 5),
  province_code TEXT NOT NULL CHECK (length(province_code) = 2),
  valid_from INTEGER NOT NULL,
  valid_until INTEGER NOT NULL CHECK (valid_until > valid_from),
  -- Whether it names where it may be shown: nobody has to read the others for that.
  has_places INTEGER NOT NULL CHECK (has_places IN (0, 1)),
  UNIQUE (item, number)
) STRICT;
CREATE TRIGGER item_version_stays BEFORE UPDATE ON item_version
BEGIN SELECT RAISE(ABORT, 'an item version never changes'); END;
CREATE TRIGGER item_version_remains BEFORE DELETE ON item_version
BEGIN SELECT RAISE(ABORT, 'an item version is never deleted'); END;
CREATE TABLE item_version_media (
  version BLOB NOT NULL REFERENCES item_version (hash),
  blob BLOB NOT NULL REFERENCES media (blob),
  PRIMARY KEY (version, blob)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_version_media_by_blob ON item_version_media (blob);
-- What the draft of an item names, as its content says.
CREATE TABLE item_media (
  item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,
  blob BLOB NOT NULL REFERENCES media (blob),
  PRIMARY KEY (item, blob)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_media_by_blob ON item_media (blob);
CREATE TABLE approval (
  version BLOB PRIMARY KEY REFERENCES item_version (hash),
  approver TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE board (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  key BLOB NOT NULL UNIQUE,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  paired_at INTEGER NOT NULL,
  paired_by TEXT NOT NULL,
  counter INTEGER NOT NULL DEFAULT 0,
  play_log INTEGER REFERENCES play_log (number),
  problem TEXT NOT NULL DEFAULT '',
  -- The addresses that it came from, as people read them.
  problem_peers TEXT NOT NULL DEFAULT '',
  -- While it is off the air it shows the place's card, whatever is published.
  off_air_since INTEGER,
  off_air_by TEXT NOT NULL DEFAULT '',
  off_air_reason TEXT NOT NULL DEFAULT '',
  -- The login of the technician who looks after it now; null: nobody has to.
  assigned_to TEXT,
  assigned_note TEXT NOT NULL DEFAULT '',
  assigned_by TEXT NOT NULL DEFAULT '',
  assigned_at INTEGER,
  -- Where it stands, in millionths of a degree (WGS 84); null until somebody says so.
  latitude_udeg INTEGER,
  longitude_udeg INTEGER,
  last_seen INTEGER,
  status_generation INTEGER NOT NULL DEFAULT 0,
  status_generation_held INTEGER NOT NULL DEFAULT 0,
  status_selection BLOB NOT NULL DEFAULT X'0000000000000000000000000000000000000000000000000000000000000000',
  status_width_px INTEGER NOT NULL DEFAULT 0,
  status_height_px INTEGER NOT NULL DEFAULT 0,
  status_at INTEGER NOT NULL DEFAULT 0,
  status_program_version TEXT NOT NULL DEFAULT '',
  status_problem TEXT NOT NULL DEFAULT '',
  -- JSON of BoardHealth; empty before it was told.
  status_health TEXT NOT NULL DEFAULT '',
  -- JSON of BoardControls; empty of a board that takes no orders.
  status_controls TEXT NOT NULL DEFAULT '',
  status_audit_seq INTEGER NOT NULL DEFAULT 0,
  status_audit_hash BLOB NOT NULL DEFAULT X'0000000000000000000000000000000000000000000000000000000000000000'
) STRICT;
-- What was asked of a board, the newest of each kind; all of it is in the events.
CREATE TABLE board_order (
  board TEXT NOT NULL REFERENCES board (id),
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  value INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  asked_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  result TEXT,
  answered_at INTEGER,
  PRIMARY KEY (board, kind)
) STRICT;
-- The last picture from the glass of a board.
CREATE TABLE board_picture (
  board TEXT PRIMARY KEY REFERENCES board (id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  png BLOB NOT NULL
) STRICT;
CREATE TABLE pairing (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  key BLOB NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  program_version TEXT NOT NULL,
  name TEXT NOT NULL, -- as typed at the board; may be empty
  state TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  board TEXT REFERENCES board (id)
) STRICT;
CREATE INDEX pairing_by_key ON pairing (key);

-- The commune's TUF repository, as it is served: of the root every version stays, of each other role
-- the newest ones. `trust_place` is the place that the newest top targets role stands for.
CREATE TABLE trust_file (
  role TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (role, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE trust_place (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  body TEXT NOT NULL
) STRICT;

-- Boards in groups and by tags: a playlist may aim at these too.
CREATE TABLE board_group (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE board_group_member (
  board_group TEXT NOT NULL REFERENCES board_group (id) ON DELETE CASCADE,
  board TEXT NOT NULL REFERENCES board (id),
  PRIMARY KEY (board_group, board)
) STRICT, WITHOUT ROWID;
CREATE INDEX board_group_member_by_board ON board_group_member (board);
CREATE TABLE board_tag (
  board TEXT NOT NULL REFERENCES board (id),
  tag TEXT NOT NULL,
  PRIMARY KEY (board, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX board_tag_by_tag ON board_tag (tag);
-- Hours of sound and panel, as JSON of the protocol. `id` is a group's or a board's, empty for the
-- commune.
CREATE TABLE timetable (
  scope TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (scope, id)
) STRICT, WITHOUT ROWID;
-- Until somebody says otherwise: no noise at night (QCVN 26:2010/BTNMT).
INSERT INTO timetable VALUES
  ('commune', '', '{"quiet":{"rows":[{"begin":"21:00","end":"06:00","weekdays":[]}]}}');

-- The commune's holidays, as JSON of the protocol; no row: those of the law (manager/core/holidays.h).
CREATE TABLE holidays (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  body TEXT NOT NULL
) STRICT;

-- The state mourning that was declared last, as JSON of the protocol; no row: none.
CREATE TABLE mourning (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  body TEXT NOT NULL
) STRICT;

-- `schedule` is JSON of the protocol.
CREATE TABLE playlist (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  schedule TEXT NOT NULL,
  revision INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL
) STRICT;
CREATE TABLE playlist_item (
  playlist TEXT NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  item TEXT NOT NULL REFERENCES item (id),
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE playlist_board (
  playlist TEXT NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  board TEXT NOT NULL REFERENCES board (id),
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE playlist_group (
  playlist TEXT NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  board_group TEXT NOT NULL REFERENCES board_group (id),
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE playlist_tag (
  playlist TEXT NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;
-- A playlist as it was published; what is edited since waits for the next time. `first_seq` is the
-- event of its first publication: the order in which a board plays several.
CREATE TABLE publication (
  playlist TEXT PRIMARY KEY REFERENCES playlist (id) ON DELETE CASCADE,
  first_seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  who TEXT NOT NULL,
  schedule TEXT NOT NULL
) STRICT;
CREATE TABLE publication_item (
  playlist TEXT NOT NULL REFERENCES publication (playlist) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  item TEXT NOT NULL REFERENCES item (id),
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_item_by_item ON publication_item (item);
CREATE TABLE publication_board (
  playlist TEXT NOT NULL REFERENCES publication (playlist) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  board TEXT NOT NULL REFERENCES board (id),
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_board_by_board ON publication_board (board);
CREATE TABLE publication_group (
  playlist TEXT NOT NULL REFERENCES publication (playlist) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  board_group TEXT NOT NULL REFERENCES board_group (id),
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_group_by_group ON publication_group (board_group);
CREATE TABLE publication_tag (
  playlist TEXT NOT NULL REFERENCES publication (playlist) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_tag_by_tag ON publication_tag (tag);
-- On which boards what is published plays, now: a board that joins a group plays what it plays.
CREATE VIEW publication_target (playlist, board) AS
  SELECT playlist, board FROM publication_board
  UNION
  SELECT g.playlist, m.board FROM publication_group g
    JOIN board_group_member m ON m.board_group = g.board_group
  UNION
  SELECT t.playlist, b.board FROM publication_tag t JOIN board_tag b ON b.tag = t.tag;

-- `horizon`: until when it says what plays. `bytes` are those that the board's select role names.
CREATE TABLE selection (
  board TEXT NOT NULL REFERENCES board (id),
  generation INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  horizon INTEGER NOT NULL,
  hash BLOB NOT NULL,
  bytes TEXT NOT NULL,
  PRIMARY KEY (board, generation)
) STRICT;
CREATE TABLE selection_version (
  board TEXT NOT NULL,
  generation INTEGER NOT NULL,
  version BLOB NOT NULL REFERENCES item_version (hash),
  PRIMARY KEY (board, generation, version),
  FOREIGN KEY (board, generation) REFERENCES selection (board, generation) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Plays. A board that was paired anew may begin a new log with numbers from 1 again, so rows belong
-- to a log; board.play_log is the one in use. Rows up to number `forgotten` were stored and counted,
-- and are let go. A version may be one that this store never saw.
CREATE TABLE play_log (
  number INTEGER PRIMARY KEY,
  board INTEGER NOT NULL REFERENCES board (number),
  name TEXT NOT NULL,
  forgotten INTEGER NOT NULL DEFAULT 0,
  UNIQUE (board, name)
) STRICT;
CREATE TABLE play_version (
  number INTEGER PRIMARY KEY,
  item TEXT NOT NULL,
  version BLOB NOT NULL,
  UNIQUE (item, version)
) STRICT;
CREATE TABLE play (
  log INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  shown_ms INTEGER NOT NULL,
  frames INTEGER NOT NULL,
  PRIMARY KEY (log, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX play_by_time ON play (log, begin);
-- Roll-ups by hours and days since 1970 of the commune's own time.
CREATE TABLE play_hour (
  hour INTEGER NOT NULL,
  board INTEGER NOT NULL,
  version INTEGER NOT NULL,
  plays INTEGER NOT NULL,
  shown_ms INTEGER NOT NULL,
  frames INTEGER NOT NULL,
  PRIMARY KEY (hour, board, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE play_day (
  day INTEGER NOT NULL,
  board INTEGER NOT NULL,
  version INTEGER NOT NULL,
  plays INTEGER NOT NULL,
  shown_ms INTEGER NOT NULL,
  frames INTEGER NOT NULL,
  PRIMARY KEY (day, board, version)
) STRICT, WITHOUT ROWID;

-- News. What is found again by guid, link or title is one story; `number` is the order in which
-- they were seen.
CREATE TABLE feed (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL,
  every_minutes INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  tried_at INTEGER,
  read_at INTEGER,
  next_at INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',
  problem_detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX feed_by_next ON feed (next_at);
-- `feed` is null where a person pasted the address of the page; `of_page` is 1 where a feed's story was
-- completed by its page.
CREATE TABLE story (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  feed TEXT REFERENCES feed (id) ON DELETE CASCADE,
  guid_key TEXT NOT NULL,
  link_key TEXT NOT NULL,
  title_key TEXT NOT NULL,
  told_at INTEGER NOT NULL,
  title TEXT NOT NULL,
  lead TEXT NOT NULL,
  source TEXT NOT NULL,
  link TEXT NOT NULL,
  published_at INTEGER,
  published_as TEXT NOT NULL,
  picture_url TEXT NOT NULL,
  of_page INTEGER NOT NULL DEFAULT 0 CHECK (of_page IN (0, 1)),
  seen_at INTEGER NOT NULL,
  item TEXT REFERENCES item (id),
  set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1))
) STRICT;
CREATE INDEX story_by_feed ON story (feed, number);
CREATE INDEX story_by_guid ON story (guid_key);
CREATE INDEX story_by_link ON story (link_key);
CREATE INDEX story_by_title ON story (title_key);
