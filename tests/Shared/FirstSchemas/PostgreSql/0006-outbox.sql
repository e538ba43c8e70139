-- Events of committed units of work, a row for each unit and topic, until every handler has had them. A row is leased to
-- somebody, or put off, until due_at; only then may another process take it.
CREATE TABLE forum_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit bigint NOT NULL,
  topic_id bigint,
  events text NOT NULL,
  owner bigint,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX forum_outbox_unit ON forum_outbox (unit);
CREATE INDEX forum_outbox_topic ON forum_outbox (topic_id, id) WHERE topic_id IS NOT NULL;
