-- Whom a token means, for good, and what the account may do whatever the token says.
ALTER TABLE users ADD COLUMN subject text, ADD COLUMN role integer NOT NULL DEFAULT 0;
UPDATE users SET subject = username, role = CASE WHEN is_moderator THEN 1 ELSE 0 END;
CREATE UNIQUE INDEX users_subject ON users (subject);
-- Whoever adds a user without a subject, as the version before does, means the user name.
CREATE FUNCTION users_subject_set() RETURNS trigger LANGUAGE plpgsql AS $BODY$
BEGIN
  NEW.subject := NEW.username;
  RETURN NEW;
END
$BODY$;
CREATE TRIGGER users_subject_insert BEFORE INSERT ON users FOR EACH ROW WHEN (NEW.subject IS NULL)
EXECUTE FUNCTION users_subject_set();
