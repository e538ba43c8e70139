DELETE FROM moderation_log;
DELETE FROM posts;
DELETE FROM topics;
DELETE FROM forum_stats;
DELETE FROM forums;
DELETE FROM users;
DELETE FROM content_sources;
DELETE FROM sqlite_sequence;
