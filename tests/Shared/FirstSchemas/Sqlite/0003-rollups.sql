ALTER TABLE users ADD COLUMN is_moderator INTEGER NOT NULL DEFAULT 0;
CREATE INDEX users_moderators ON users (id) WHERE is_moderator;
-- The id is in the index for the order of a search, which would otherwise be read off the table.
CREATE INDEX users_email ON users (lower(email), id);
DROP INDEX users_joined;
CREATE INDEX users_joined ON users (joined_at, id, is_active) WHERE is_active;
CREATE INDEX users_trust ON users (trust_level, joined_at, id) WHERE is_active;

-- A forum that only members of some trust level see; nearly always there is none.
ALTER TABLE forums ADD COLUMN minimum_trust_level INTEGER NOT NULL DEFAULT 0;
CREATE INDEX forums_restricted ON forums (id) WHERE minimum_trust_level > 0;

-- A topic's first post tells its replies apart from it; a slug is unique, since it ends in the id.
ALTER TABLE topics ADD COLUMN first_post_id INTEGER;
ALTER TABLE topics ADD COLUMN slug TEXT;
UPDATE topics SET
  slug = 'topic-' || id,
  first_post_id = (SELECT p.id FROM posts p WHERE p.topic_id = topics.id ORDER BY p.created_at, p.id LIMIT 1);
UPDATE topics SET reply_count = (
  SELECT COUNT(*) FROM posts p
  WHERE p.topic_id = topics.id AND p.reply_to_id IS NULL AND p.is_approved AND p.deleted_at IS NULL
    AND p.id <> topics.first_post_id);
CREATE UNIQUE INDEX topics_slug ON topics (slug);
CREATE INDEX topics_active ON topics (last_post_at, id);
-- Where a forum's last post is found when the one before it goes.
CREATE INDEX topics_last ON topics (forum_id, last_post_at, last_post_id);
DROP INDEX topics_created;
CREATE INDEX topics_created ON topics (created_at, id);
DROP INDEX topics_author;
CREATE INDEX topics_author ON topics (author_id, created_at, id);
-- Pages of recent posts are ranges of it too.
DROP INDEX posts_created;
CREATE INDEX posts_created ON posts (created_at, id, forum_id, topic_id, author_id, is_approved, deleted_at);
CREATE INDEX posts_waiting ON posts (created_at, id) WHERE NOT is_approved AND deleted_at IS NULL;

-- Visible topics and posts by UTC day of their creation, in days since 1970. A day whose rows are all folded stands in
-- site_daily too.
CREATE TABLE forum_daily (
  day INTEGER NOT NULL,
  forum_id INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
  topics INTEGER NOT NULL DEFAULT 0,
  posts INTEGER NOT NULL DEFAULT 0,
  is_folded INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day, forum_id)
) WITHOUT ROWID;
CREATE INDEX forum_daily_open ON forum_daily (day) WHERE NOT is_folded;
CREATE TABLE site_daily (
  day INTEGER PRIMARY KEY,
  topics INTEGER NOT NULL,
  posts INTEGER NOT NULL
);
INSERT INTO forum_daily (day, forum_id, topics, posts)
SELECT day, forum_id, SUM(topic), SUM(post) FROM (
  SELECT created_at / 86400000 AS day, forum_id, 1 AS topic, 0 AS post FROM topics
  WHERE is_approved AND deleted_at IS NULL
  UNION ALL
  SELECT p.created_at / 86400000, t.forum_id, 0, 1 FROM posts p JOIN topics t ON t.id = p.topic_id
  WHERE p.is_approved AND p.deleted_at IS NULL AND t.is_approved AND t.deleted_at IS NULL) AS made
GROUP BY day, forum_id;

-- Changes of counters that wait to be folded; see CounterMode.Deferred.
CREATE TABLE forum_stats_delta (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  forum_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  topics INTEGER NOT NULL,
  posts INTEGER NOT NULL
);

-- Seals the cursors of pages, so that every process takes the cursors of every other.
CREATE TABLE forum_keys (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- The texts stay in their tables; the triggers keep the indexes of their words in step.
CREATE VIRTUAL TABLE topics_search USING fts5 (title, content = 'topics', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE posts_search USING fts5 (body, content = 'posts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO topics_search (topics_search) VALUES ('rebuild');
INSERT INTO posts_search (posts_search) VALUES ('rebuild');
CREATE TRIGGER topics_search_insert AFTER INSERT ON topics BEGIN
  INSERT INTO topics_search (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER topics_search_delete AFTER DELETE ON topics BEGIN
  INSERT INTO topics_search (topics_search, rowid, title) VALUES ('delete', old.id, old.title);
END;
CREATE TRIGGER topics_search_update AFTER UPDATE OF title ON topics BEGIN
  INSERT INTO topics_search (topics_search, rowid, title) VALUES ('delete', old.id, old.title);
  INSERT INTO topics_search (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER posts_search_insert AFTER INSERT ON posts BEGIN
  INSERT INTO posts_search (rowid, body) VALUES (new.id, new.body);
END;
CREATE TRIGGER posts_search_delete AFTER DELETE ON posts BEGIN
  INSERT INTO posts_search (posts_search, rowid, body) VALUES ('delete', old.id, old.body);
END;
CREATE TRIGGER posts_search_update AFTER UPDATE OF body ON posts BEGIN
  INSERT INTO posts_search (posts_search, rowid, body) VALUES ('delete', old.id, old.body);
  INSERT INTO posts_search (rowid, body) VALUES (new.id, new.body);
END;

-- Every forum has its row of counters, whoever adds it.
CREATE TRIGGER forums_stats AFTER INSERT ON forums BEGIN
  INSERT INTO forum_stats (forum_id) VALUES (new.id);
END;
INSERT INTO forum_stats (forum_id) SELECT id FROM forums WHERE true ON CONFLICT (forum_id) DO NOTHING;
