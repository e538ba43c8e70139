ALTER TABLE users ADD COLUMN is_moderator boolean NOT NULL DEFAULT false;
CREATE INDEX users_moderators ON users (id) WHERE is_moderator;
-- The id is in the index for the order of a search, which would otherwise be read off the table.
CREATE INDEX users_email ON users (lower(email), id) WHERE email IS NOT NULL;
DROP INDEX users_joined;
CREATE INDEX users_joined ON users (joined_at, id) WHERE is_active;
CREATE INDEX users_trust ON users (trust_level, joined_at, id) WHERE is_active;

-- A forum that only members of some trust level see; nearly always there is none.
ALTER TABLE forums ADD COLUMN minimum_trust_level integer NOT NULL DEFAULT 0;
CREATE INDEX forums_restricted ON forums (id) WHERE minimum_trust_level > 0;

-- A topic's first post tells its replies apart from it; a slug is unique, since it ends in the id.
ALTER TABLE topics ADD COLUMN first_post_id bigint;
ALTER TABLE topics ADD COLUMN slug text;
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
CREATE INDEX posts_created ON posts (created_at, id) INCLUDE (forum_id, topic_id, author_id, is_approved, deleted_at);
CREATE INDEX posts_waiting ON posts (created_at, id) WHERE NOT is_approved AND deleted_at IS NULL;

-- Visible topics and posts by UTC day of their creation. A day whose rows are all folded stands in site_daily too.
CREATE TABLE forum_daily (
  day date NOT NULL,
  forum_id bigint NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
  topics integer NOT NULL DEFAULT 0,
  posts integer NOT NULL DEFAULT 0,
  is_folded boolean NOT NULL DEFAULT false,
  PRIMARY KEY (day, forum_id)
) WITH (fillfactor = 50);
CREATE INDEX forum_daily_open ON forum_daily (day) WHERE NOT is_folded;
CREATE TABLE site_daily (
  day date PRIMARY KEY,
  topics integer NOT NULL,
  posts integer NOT NULL
);
INSERT INTO forum_daily (day, forum_id, topics, posts)
SELECT day, forum_id, SUM(topic), SUM(post) FROM (
  SELECT (created_at AT TIME ZONE 'UTC')::date AS day, forum_id, 1 AS topic, 0 AS post FROM topics
  WHERE is_approved AND deleted_at IS NULL
  UNION ALL
  SELECT (p.created_at AT TIME ZONE 'UTC')::date, t.forum_id, 0, 1 FROM posts p JOIN topics t ON t.id = p.topic_id
  WHERE p.is_approved AND p.deleted_at IS NULL AND t.is_approved AND t.deleted_at IS NULL) AS made
GROUP BY day, forum_id;

-- Changes of counters that wait to be folded; see CounterMode.Deferred.
CREATE TABLE forum_stats_delta (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  forum_id bigint NOT NULL,
  day date NOT NULL,
  topics integer NOT NULL,
  posts integer NOT NULL
);

-- Seals the cursors of pages, so that every node takes the cursors of every other.
CREATE TABLE forum_keys (
  name text PRIMARY KEY,
  value text NOT NULL
);

-- Without the marks, PostgreSQL would take addresses and compounds for one word each. It indexes 1 MB at the most.
ALTER TABLE topics ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', regexp_replace(left(title, 250000), '[!-/:-@[-`{-~]', ' ', 'g'))) STORED;
ALTER TABLE posts ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', regexp_replace(left(body, 250000), '[!-/:-@[-`{-~]', ' ', 'g'))) STORED;
CREATE INDEX topics_search ON topics USING gin (search);
CREATE INDEX posts_search ON posts USING gin (search);

-- Every forum has its row of counters, whoever adds it.
CREATE FUNCTION forum_stats_add() RETURNS trigger LANGUAGE plpgsql AS $BODY$
BEGIN
  INSERT INTO forum_stats (forum_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
  RETURN NEW;
END
$BODY$;
CREATE TRIGGER forums_stats AFTER INSERT ON forums FOR EACH ROW EXECUTE FUNCTION forum_stats_add();
INSERT INTO forum_stats (forum_id) SELECT id FROM forums WHERE true ON CONFLICT (forum_id) DO NOTHING;
