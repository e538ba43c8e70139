-- Counters are taken from the rows: nobody writes any meanwhile.
LOCK TABLE posts, topics, forum_stats_delta, forum_daily, forum_stats IN SHARE ROW EXCLUSIVE MODE;
SET CONSTRAINTS ALL DEFERRED;
DROP TABLE IF EXISTS bulk_posts, bulk_votes, bulk_actions;
CREATE TEMP TABLE bulk_posts (
  id bigint PRIMARY KEY,
  topic_id bigint,
  author_id bigint,
  author_name text,
  reply_to_id bigint,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  edited_at timestamptz,
  up_votes integer NOT NULL,
  down_votes integer NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE bulk_votes (post_id bigint NOT NULL, up integer NOT NULL, down integer NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE bulk_actions (
  id bigint PRIMARY KEY,
  post_id bigint NOT NULL,
  moderator_id bigint,
  action text NOT NULL,
  comment text,
  created_at timestamptz NOT NULL
) ON COMMIT DROP;
