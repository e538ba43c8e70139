/* others: statements */
DELETE FROM moderation_log;
DELETE FROM post_revisions;
DELETE FROM posts;
DELETE FROM topics;
DELETE FROM forum_stats_delta;
DELETE FROM forum_daily;
DELETE FROM site_daily;
DELETE FROM forum_stats;
DELETE FROM forums;
DELETE FROM users;
DELETE FROM content_sources;
DELETE FROM sqlite_sequence;
