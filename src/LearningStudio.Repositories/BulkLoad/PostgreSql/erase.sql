TRUNCATE post_revisions, dup_band, dup_sig, review_votes, review_signals, review_skips, review_items, moderation_log, posts, topics, forum_stats_delta, forum_daily, site_daily, forum_stats, forums, users, content_sources
RESTART IDENTITY;
