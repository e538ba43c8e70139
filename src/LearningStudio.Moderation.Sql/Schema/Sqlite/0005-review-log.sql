-- INSERT OR REPLACE deletes without a trigger.
CREATE TRIGGER IF NOT EXISTS review_log_new BEFORE INSERT ON review_log
WHEN EXISTS (SELECT 1 FROM review_log WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'Entries of the log are not replaced.');
END;

-- The shortest retention of the log of reviews is a day. Half of it is left to clocks that differ.
CREATE TRIGGER IF NOT EXISTS review_log_kept BEFORE DELETE ON review_log
WHEN OLD.acted_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) - 43200000 BEGIN
  SELECT RAISE(ABORT, 'Entries of the log are not deleted within 12 hours.');
END;
