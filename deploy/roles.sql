-- Roles of the forum's database, for psql as a superuser, in the database itself; it may run again.
-- forum_owner owns the schema: migrations, imports, dumps. forum_app serves: it reads and writes rows, and changes no table.
\set ON_ERROR_STOP on
\getenv owner_password FORUM_OWNER_PASSWORD
\getenv app_password FORUM_APP_PASSWORD

SELECT format('CREATE ROLE %I LOGIN', name)
FROM unnest(ARRAY['forum_owner', 'forum_app']) AS name
WHERE name NOT IN (SELECT rolname FROM pg_roles)
\gexec

ALTER ROLE forum_owner PASSWORD :'owner_password';
ALTER ROLE forum_app PASSWORD :'app_password';

REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"DBNAME" TO forum_owner;
GRANT CONNECT ON DATABASE :"DBNAME" TO forum_app;
ALTER SCHEMA public OWNER TO forum_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO forum_app;

-- What the owner makes from now on, and what is there already.
ALTER DEFAULT PRIVILEGES FOR ROLE forum_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO forum_app;
ALTER DEFAULT PRIVILEGES FOR ROLE forum_owner IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO forum_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO forum_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO forum_app;

-- The log of who did what only grows, and what was migrated is the owner's to say. Run this file again after the first
-- migration: the tables must be there.
SELECT 'REVOKE UPDATE, DELETE ON audit_log FROM forum_app' WHERE to_regclass('public.audit_log') IS NOT NULL
\gexec
SELECT 'REVOKE INSERT, UPDATE, DELETE ON schemaversions FROM forum_app' WHERE to_regclass('public.schemaversions') IS NOT NULL
\gexec
SELECT 'REVOKE INSERT, UPDATE, DELETE ON moderation_schemaversions FROM forum_app' WHERE to_regclass('public.moderation_schemaversions') IS NOT NULL
\gexec
