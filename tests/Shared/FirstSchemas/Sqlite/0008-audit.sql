-- Who did what, and how it ended: only grows. It outlives what it names, so that it does not refer to it.
CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor_id INTEGER,
  actor_role TEXT NOT NULL,
  action TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target TEXT NOT NULL,
  outcome TEXT NOT NULL,
  request_id TEXT,
  details TEXT
);
CREATE INDEX audit_log_at ON audit_log (at, id);
CREATE INDEX audit_log_actor ON audit_log (actor_id, at, id);
CREATE INDEX audit_log_target ON audit_log (target_kind, target, at, id);
CREATE TRIGGER audit_log_fixed BEFORE UPDATE ON audit_log BEGIN
  SELECT RAISE(ABORT, 'Entries of the audit log are not changed.');
END;
CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log BEGIN
  SELECT RAISE(ABORT, 'Entries of the audit log are not deleted.');
END;
-- INSERT OR REPLACE deletes without a trigger.
CREATE TRIGGER audit_log_new BEFORE INSERT ON audit_log WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'Entries of the audit log are not replaced.');
END;
CREATE TRIGGER review_log_new BEFORE INSERT ON review_log WHEN EXISTS (SELECT 1 FROM review_log WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'Entries of the log are not replaced.');
END;

-- The shortest retention of the log of reviews is a day. Half of it is left to clocks that differ.
CREATE TRIGGER review_log_kept BEFORE DELETE ON review_log
WHEN OLD.acted_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) - 43200000 BEGIN
  SELECT RAISE(ABORT, 'Entries of the log are not deleted within 12 hours.');
END;

-- The texts that edits replaced, as long as a review needs them. A topic's title is a text of the post that opens it.
CREATE TABLE post_revisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  replaced_by INTEGER
);
CREATE INDEX post_revisions_post ON post_revisions (post_id, id);
