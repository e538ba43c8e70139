-- Which decision closed an item, by the id of the item that was decided, and which one approved or deleted a post last: so
-- that undoing a decision takes back what it did, and nothing else.
ALTER TABLE review_items ADD COLUMN decision_id bigint;
CREATE INDEX review_items_decision ON review_items (decision_id) WHERE decision_id IS NOT NULL;
UPDATE review_items SET decision_id = id WHERE decided_at IS NOT NULL;
ALTER TABLE posts ADD COLUMN decision_id bigint;
