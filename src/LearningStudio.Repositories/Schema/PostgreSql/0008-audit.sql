-- Who did what, and how it ended: only grows. It outlives what it names, so that it does not refer to it.
CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id bigint,
  actor_role text NOT NULL,
  action text NOT NULL,
  target_kind text NOT NULL,
  target text NOT NULL,
  outcome text NOT NULL,
  request_id text,
  details text
);
CREATE INDEX audit_log_at ON audit_log (at, id);
CREATE INDEX audit_log_actor ON audit_log (actor_id, at, id);
CREATE INDEX audit_log_target ON audit_log (target_kind, target, at, id);
CREATE FUNCTION audit_log_keep() RETURNS trigger LANGUAGE plpgsql AS $BODY$
BEGIN
  RAISE EXCEPTION 'Entries of the audit log are neither changed nor deleted.';
END
$BODY$;
CREATE TRIGGER audit_log_fixed BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_keep();
CREATE TRIGGER audit_log_whole BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_keep();

-- The texts that edits replaced, as long as a review needs them. A topic's title is a text of the post that opens it.
CREATE TABLE post_revisions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  post_id bigint NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  field text NOT NULL,
  text text NOT NULL,
  replaced_at timestamptz NOT NULL,
  replaced_by bigint
);
CREATE INDEX post_revisions_post ON post_revisions (post_id, id);
