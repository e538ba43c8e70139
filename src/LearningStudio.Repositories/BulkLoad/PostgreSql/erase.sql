TRUNCATE /* others: list */post_revisions, moderation_log, posts, topics, forum_stats_delta, forum_daily, site_daily, forum_stats, forums, users, content_sources
RESTART IDENTITY;
