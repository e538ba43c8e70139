-- Every counter and last post, from the rows themselves; the marks let the same statements take one topic and one forum.
UPDATE topics SET
  post_count = (SELECT COUNT(*) FROM posts p WHERE p.topic_id = topics.id AND p.is_approved AND p.deleted_at IS NULL),
  reply_count = MAX(0, (
    SELECT COUNT(*) FROM posts p
    WHERE p.topic_id = topics.id AND p.reply_to_id IS NULL AND p.is_approved AND p.deleted_at IS NULL) - 1),
  last_post_id = (
    SELECT p.id FROM posts p WHERE p.topic_id = topics.id AND p.is_approved AND p.deleted_at IS NULL
    ORDER BY p.created_at DESC, p.id DESC LIMIT 1),
  last_post_at = COALESCE((
    SELECT MAX(p.created_at) FROM posts p WHERE p.topic_id = topics.id AND p.is_approved AND p.deleted_at IS NULL),
    topics.created_at)
/* topics */;

INSERT INTO forum_stats (forum_id)
SELECT id FROM forums WHERE true
ON CONFLICT (forum_id) DO NOTHING;

UPDATE forum_stats SET
  topic_count = COALESCE(c.topics, 0), post_count = COALESCE(c.posts, 0),
  last_post_id = p.id, last_post_at = p.created_at, last_topic_id = t.id, last_topic_title = t.title,
  last_author_id = p.author_id, last_author_name = COALESCE(u.display_name, p.author_name)
FROM forums f
LEFT JOIN (
  SELECT forum_id, COUNT(*) AS topics, SUM(post_count) AS posts
  FROM topics WHERE is_approved AND deleted_at IS NULL /* of forum */ GROUP BY forum_id) c ON c.forum_id = f.id
LEFT JOIN topics t ON t.id = (
  SELECT l.id FROM topics l
  WHERE l.forum_id = f.id AND l.is_approved AND l.deleted_at IS NULL AND l.last_post_id IS NOT NULL
  ORDER BY l.last_post_at DESC, l.last_post_id DESC LIMIT 1)
LEFT JOIN posts p ON p.id = t.last_post_id
LEFT JOIN users u ON u.id = p.author_id
WHERE forum_stats.forum_id = f.id /* forums */;
