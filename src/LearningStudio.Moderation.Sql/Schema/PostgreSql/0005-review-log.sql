-- The shortest retention of the log of reviews is a day. Half of it is left to clocks that differ.
DROP TRIGGER IF EXISTS review_log_kept ON review_log;
CREATE TRIGGER review_log_kept BEFORE DELETE ON review_log FOR EACH ROW
WHEN (OLD.acted_at > now() - interval '12 hours') EXECUTE FUNCTION review_log_keep();
DROP TRIGGER IF EXISTS review_log_whole ON review_log;
CREATE TRIGGER review_log_whole BEFORE TRUNCATE ON review_log FOR EACH STATEMENT EXECUTE FUNCTION review_log_keep();
