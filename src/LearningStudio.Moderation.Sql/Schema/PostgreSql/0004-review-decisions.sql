-- Which decision closed an item, by the id of the item that was decided: so that undoing a decision takes back what it did, and
-- nothing else.
ALTER TABLE review_items ADD COLUMN decision_id bigint;
CREATE INDEX review_items_decision ON review_items (decision_id) WHERE decision_id IS NOT NULL;
-- What one decision closed until now: what the same moderator decided alike within seconds about the same content.
UPDATE review_items SET decision_id = COALESCE((
  SELECT MIN(o.id) FROM review_items o
  WHERE o.decided_at BETWEEN review_items.decided_at - interval '5 seconds' AND review_items.decided_at + interval '5 seconds'
    AND o.decided_by = review_items.decided_by AND o.state = review_items.state
    AND {same content}
), id) WHERE decided_at IS NOT NULL;
