-- Events of committed units of work, a row for each unit and topic, until every handler has had them. A row is leased to
-- somebody, or put off, until due_at; only then may another process take it. An id is never used again: whoever removes a
-- row late must not meet a newer one.
CREATE TABLE forum_outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit INTEGER NOT NULL,
  topic_id INTEGER,
  events TEXT NOT NULL,
  owner INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL
);
CREATE INDEX forum_outbox_unit ON forum_outbox (unit);
CREATE INDEX forum_outbox_topic ON forum_outbox (topic_id, id) WHERE topic_id IS NOT NULL;
