CREATE TABLE review_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target_kind TEXT NOT NULL,
  target_id INTEGER NOT NULL,
  type TEXT NOT NULL,
  priority INTEGER NOT NULL,
  weight REAL NOT NULL,
  votes INTEGER NOT NULL DEFAULT 0,
  spam_score REAL,
  reasons TEXT NOT NULL,
  reported_user_id INTEGER,
  reported_trust_level INTEGER,
  state TEXT NOT NULL DEFAULT 'pending',
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by INTEGER
);
-- One open item a target and type.
CREATE UNIQUE INDEX review_items_open ON review_items (target_kind, target_id, type) WHERE state = 'pending';
CREATE INDEX review_items_user ON review_items (reported_user_id) WHERE state = 'pending';
CREATE INDEX review_items_created ON review_items (created_at);
CREATE INDEX review_items_decided ON review_items (decided_at) WHERE decided_at IS NOT NULL;

CREATE TABLE review_votes (
  item_id INTEGER NOT NULL REFERENCES review_items (id) ON DELETE CASCADE,
  voter_id INTEGER NOT NULL,
  PRIMARY KEY (item_id, voter_id)
) WITHOUT ROWID;
