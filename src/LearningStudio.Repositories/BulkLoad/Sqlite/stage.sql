PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS bulk_posts;
DROP TABLE IF EXISTS bulk_votes;
DROP TABLE IF EXISTS bulk_actions;
CREATE TEMP TABLE bulk_posts (
  id INTEGER PRIMARY KEY,
  topic_id INTEGER,
  author_id INTEGER,
  author_name TEXT,
  reply_to_id INTEGER,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  up_votes INTEGER NOT NULL,
  down_votes INTEGER NOT NULL
);
CREATE TEMP TABLE bulk_votes (post_id INTEGER NOT NULL, up INTEGER NOT NULL, down INTEGER NOT NULL);
CREATE TEMP TABLE bulk_actions (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL,
  moderator_id INTEGER,
  action TEXT NOT NULL,
  comment TEXT,
  created_at INTEGER NOT NULL
);
