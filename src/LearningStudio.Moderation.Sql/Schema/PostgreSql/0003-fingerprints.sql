-- Fingerprints of posts, by which copies are found. A post's cluster is named by the id of one of the copies. Those that
-- are found have their bands in dup_band too: one of a cluster, and one more for each label. Spam outlives its post.
CREATE TABLE dup_sig (
  post_id bigint PRIMARY KEY,
  cluster_id bigint NOT NULL,
  scheme integer NOT NULL,
  bytes bytea NOT NULL,
  bands bigint[] NOT NULL,
  label text NOT NULL,
  is_found boolean NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX dup_sig_cluster ON dup_sig (cluster_id, post_id);
CREATE INDEX dup_sig_found ON dup_sig (cluster_id, label) WHERE is_found;
CREATE INDEX dup_sig_age ON dup_sig (created_at, post_id) WHERE label <> 'spam';

CREATE TABLE dup_band (
  band bigint NOT NULL,
  post_id bigint NOT NULL,
  PRIMARY KEY (band, post_id)
);
