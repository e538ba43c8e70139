-- Which decision closed an item, by the id of the item that was decided, and which one approved or deleted a post last: so
-- that undoing a decision takes back what it did, and nothing else.
ALTER TABLE review_items ADD COLUMN decision_id INTEGER;
CREATE INDEX review_items_decision ON review_items (decision_id) WHERE decision_id IS NOT NULL;
-- What one decision closed until now: what the same moderator decided alike within seconds about a target, or about a topic and
-- the post that opens it.
UPDATE review_items SET decision_id = COALESCE((
  SELECT MIN(o.id) FROM review_items o
  WHERE o.decided_at BETWEEN review_items.decided_at - 5000 AND review_items.decided_at + 5000
    AND o.decided_by = review_items.decided_by AND o.state = review_items.state
    AND (o.target_kind IN ('post', 'topic')) = (review_items.target_kind IN ('post', 'topic'))
    AND CASE o.target_kind WHEN 'topic' THEN (SELECT t.first_post_id FROM topics t WHERE t.id = o.target_id) ELSE o.target_id END
      = CASE review_items.target_kind WHEN 'topic' THEN (SELECT t.first_post_id FROM topics t WHERE t.id = review_items.target_id) ELSE review_items.target_id END
), id) WHERE decided_at IS NOT NULL;
ALTER TABLE posts ADD COLUMN decision_id INTEGER;
UPDATE posts SET decision_id = (
  SELECT MIN(r.decision_id) FROM review_items r
  WHERE r.decided_at BETWEEN posts.deleted_at - 5000 AND posts.deleted_at + 5000
    AND r.state = 'rejected' AND r.target_kind IN ('post', 'topic')
    AND CASE r.target_kind WHEN 'topic' THEN (SELECT t.first_post_id FROM topics t WHERE t.id = r.target_id) ELSE r.target_id END = posts.id
) WHERE deleted_at IS NOT NULL;
