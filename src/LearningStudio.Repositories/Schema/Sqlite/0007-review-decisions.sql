-- Which decision approved or deleted a post last: so that undoing it takes back what it did, and nothing else.
ALTER TABLE posts ADD COLUMN decision_id INTEGER;
-- Where there are reviews: a decision is named by the first review that it closed. One decision until now is what the same
-- moderator decided alike within seconds about a post, or about the topic that it opens.
UPDATE posts SET decision_id = (
  SELECT MIN(o.id) FROM review_items r
  JOIN review_items o ON o.decided_at BETWEEN r.decided_at - 5000 AND r.decided_at + 5000
    AND o.decided_by = r.decided_by AND o.state = r.state AND o.target_kind IN ('post', 'topic')
    AND CASE o.target_kind WHEN 'topic' THEN (SELECT t.first_post_id FROM topics t WHERE t.id = o.target_id) ELSE o.target_id END = posts.id
  WHERE r.decided_at BETWEEN posts.deleted_at - 5000 AND posts.deleted_at + 5000
    AND r.state = 'rejected' AND r.target_kind IN ('post', 'topic')
    AND CASE r.target_kind WHEN 'topic' THEN (SELECT t.first_post_id FROM topics t WHERE t.id = r.target_id) ELSE r.target_id END = posts.id
) WHERE deleted_at IS NOT NULL;
