-- Whom a token means, for good, and what the account may do whatever the token says.
ALTER TABLE users ADD COLUMN subject TEXT COLLATE BINARY;
ALTER TABLE users ADD COLUMN role INTEGER NOT NULL DEFAULT 0;
UPDATE users SET subject = username, role = CASE WHEN is_moderator THEN 1 ELSE 0 END;
CREATE UNIQUE INDEX users_subject ON users (subject);
-- Whoever adds a user without a subject, as the version before does, means the user name.
CREATE TRIGGER users_subject_insert AFTER INSERT ON users WHEN NEW.subject IS NULL BEGIN
  UPDATE users SET subject = NEW.username WHERE id = NEW.id;
END;
