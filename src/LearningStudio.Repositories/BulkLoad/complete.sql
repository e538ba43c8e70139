-- Moves staged rows to where they belong, now that their parents are all there, and counts.
-- Rows that are there already stay as they are; rows whose topic or post does not exist are left out.
INSERT INTO posts (id, topic_id, forum_id, author_id, author_name, body, created_at, edited_at, up_votes, down_votes)
SELECT b.id, t.id, t.forum_id, b.author_id, b.author_name, b.body, b.created_at, b.edited_at, b.up_votes, b.down_votes
FROM bulk_posts b JOIN topics t ON t.id = b.topic_id
WHERE b.reply_to_id IS NULL
ORDER BY b.id
ON CONFLICT (id) DO NOTHING;

INSERT INTO posts (id, topic_id, forum_id, author_id, author_name, reply_to_id, body, created_at, edited_at, up_votes, down_votes)
WITH RECURSIVE placed AS (
  SELECT b.id, p.topic_id, p.forum_id FROM bulk_posts b JOIN posts p ON p.id = b.reply_to_id
  UNION
  SELECT b.id, parent.topic_id, parent.forum_id FROM bulk_posts b JOIN placed parent ON parent.id = b.reply_to_id)
SELECT b.id, placed.topic_id, placed.forum_id, b.author_id, b.author_name, b.reply_to_id, b.body, b.created_at, b.edited_at, b.up_votes, b.down_votes
FROM bulk_posts b JOIN placed ON placed.id = b.id
ORDER BY b.id
ON CONFLICT (id) DO NOTHING;

-- The votes of a dump are complete for the posts they name.
UPDATE posts SET up_votes = v.up, down_votes = v.down
FROM (SELECT post_id, SUM(up) AS up, SUM(down) AS down FROM bulk_votes GROUP BY post_id) AS v
WHERE posts.id = v.post_id;

INSERT INTO moderation_log (id, post_id, moderator_id, action, comment, created_at)
SELECT b.id, p.id, b.moderator_id, b.action, b.comment, b.created_at
FROM bulk_actions b JOIN posts p ON p.id = b.post_id
ORDER BY b.id
ON CONFLICT (id) DO NOTHING;

-- Authors whose account is gone.
UPDATE topics SET author_id = NULL
WHERE author_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = topics.author_id);
UPDATE posts SET author_id = NULL
WHERE author_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = posts.author_id);
UPDATE moderation_log SET moderator_id = NULL
WHERE moderator_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users u WHERE u.id = moderation_log.moderator_id);

DROP TABLE bulk_posts;
DROP TABLE bulk_votes;
DROP TABLE bulk_actions;
