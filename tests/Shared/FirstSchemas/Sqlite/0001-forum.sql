-- Times are milliseconds since 1970-01-01 UTC. INTEGER, never INT: linq2db reads the latter as 32 bits.
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL COLLATE NOCASE UNIQUE,
  display_name TEXT NOT NULL,
  email TEXT,
  trust_level INTEGER NOT NULL DEFAULT 0,
  is_active INTEGER NOT NULL DEFAULT 1,
  joined_at INTEGER NOT NULL,
  last_seen_at INTEGER
);
CREATE INDEX users_joined ON users (joined_at, id);
CREATE INDEX users_seen ON users (last_seen_at);

CREATE TABLE forums (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parent_id INTEGER REFERENCES forums (id),
  name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX forums_parent ON forums (parent_id, position, id);

CREATE TABLE topics (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  forum_id INTEGER NOT NULL REFERENCES forums (id),
  author_id INTEGER REFERENCES users (id),
  author_name TEXT,
  title TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  is_pinned INTEGER NOT NULL DEFAULT 0,
  is_locked INTEGER NOT NULL DEFAULT 0,
  is_approved INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER,
  view_count INTEGER NOT NULL DEFAULT 0,
  -- Counted over visible posts, in the transaction that changes them.
  post_count INTEGER NOT NULL DEFAULT 0,
  reply_count INTEGER NOT NULL DEFAULT 0,
  last_post_id INTEGER,
  last_post_at INTEGER NOT NULL
);
CREATE INDEX topics_page ON topics (forum_id, is_pinned DESC, last_post_at DESC, id DESC);
CREATE INDEX topics_author ON topics (author_id, created_at);
CREATE INDEX topics_created ON topics (created_at);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic_id INTEGER NOT NULL REFERENCES topics (id),
  forum_id INTEGER NOT NULL REFERENCES forums (id),
  author_id INTEGER REFERENCES users (id),
  author_name TEXT,
  reply_to_id INTEGER REFERENCES posts (id),
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  up_votes INTEGER NOT NULL DEFAULT 0,
  down_votes INTEGER NOT NULL DEFAULT 0,
  is_approved INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
);
CREATE INDEX posts_topic ON posts (topic_id, created_at, id);
CREATE INDEX posts_author ON posts (author_id, created_at, id);
-- Covers the figures of recent activity: they read no row of a post.
CREATE INDEX posts_created ON posts (created_at, forum_id, topic_id, author_id, is_approved, deleted_at);
CREATE INDEX posts_reply_to ON posts (reply_to_id) WHERE reply_to_id IS NOT NULL;

-- One row a forum: its own visible topics and posts, and its last post with what a list shows of it.
CREATE TABLE forum_stats (
  forum_id INTEGER PRIMARY KEY REFERENCES forums (id) ON DELETE CASCADE,
  topic_count INTEGER NOT NULL DEFAULT 0,
  post_count INTEGER NOT NULL DEFAULT 0,
  last_post_id INTEGER,
  last_post_at INTEGER,
  last_topic_id INTEGER,
  last_topic_title TEXT,
  last_author_id INTEGER,
  last_author_name TEXT
);

CREATE TABLE moderation_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  moderator_id INTEGER REFERENCES users (id),
  action TEXT NOT NULL,
  comment TEXT,
  created_at INTEGER NOT NULL
);
CREATE INDEX moderation_log_post ON moderation_log (post_id, id);

-- Where bulk-loaded rows came from. A source keeps its own ids, shifted by first_id.
CREATE TABLE content_sources (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  first_id INTEGER NOT NULL UNIQUE
) WITHOUT ROWID;
