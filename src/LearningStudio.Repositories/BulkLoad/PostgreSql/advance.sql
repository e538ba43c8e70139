-- Ids that were given leave the sequences behind.
SELECT setval(pg_get_serial_sequence('users', 'id'), COALESCE((SELECT MAX(id) FROM users), 0) + 1, false);
SELECT setval(pg_get_serial_sequence('topics', 'id'), COALESCE((SELECT MAX(id) FROM topics), 0) + 1, false);
SELECT setval(pg_get_serial_sequence('posts', 'id'), COALESCE((SELECT MAX(id) FROM posts), 0) + 1, false);
SELECT setval(pg_get_serial_sequence('moderation_log', 'id'), COALESCE((SELECT MAX(id) FROM moderation_log), 0) + 1, false);
-- Plans for an empty database would serve a full one until the server looks at it by itself.
ANALYZE users, forums, topics, posts, forum_stats, forum_daily;
