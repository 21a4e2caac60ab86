//! Search for parts of words: an index of every three letters in a row, kept by the database itself.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What the search for devices looks at, one part a line.
const DEVICE_TEXT: [&str; 7] = [
    "fingerprint",
    "ip",
    "user_agent",
    "city",
    "region",
    "country",
    "country_code",
];
/// What is searched, and the name of its index.
const SEARCHED: [(&str, &str); 2] = [("identities", "identity_search"), ("devices", "device_search")];
/// Numbers of rows that an account has room for in an index that all accounts share.
const ACCOUNT_SPAN: i64 = 1 << 40;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => postgres_up(manager).await,
            _ => sqlite_up(manager).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        for (table, index) in SEARCHED {
            let on = if postgres {
                format!(" ON {table}")
            } else {
                String::new()
            };
            for change in ["insert", "update", "delete"] {
                execute(manager, &format!("DROP TRIGGER {table}_searched_on_{change}{on}")).await?;
            }
            if postgres {
                execute(manager, &format!("DROP FUNCTION keep_{index}()")).await?;
            }
            execute(manager, &format!("DROP TABLE {index}")).await?;
        }
        if postgres {
            execute(manager, "DROP FUNCTION search_keys(bigint, text)").await?;
        }
        execute(manager, "ALTER TABLE devices DROP COLUMN search_text").await
    }
}

async fn execute(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await?;
    Ok(())
}

fn device_text(newline: &str) -> String {
    let parts: Vec<String> = DEVICE_TEXT
        .iter()
        .map(|column| format!("coalesce({column}, '')"))
        .collect();
    parts.join(&format!(" || {newline} || "))
}

/// A narrow table for each that is searched, with an index of three letters in a row, which begin with the number of
/// their account. No extension is needed, and every sign is searchable. Kept apart from the rows themselves, because
/// those change all the time and their names do not.
async fn postgres_up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let text = device_text("chr(10)");
    let column = format!(
        "ALTER TABLE devices ADD COLUMN search_text text
            GENERATED ALWAYS AS (lower(({text}) COLLATE \"default\")) STORED"
    );
    execute(manager, &column).await?;
    let keys = "CREATE FUNCTION search_keys(account bigint, body text) RETURNS text[]
            LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT array_agg(DISTINCT account || ' ' || substr(marked, at, 3))
            FROM (SELECT chr(1) || chr(1) || replace(body, chr(10), chr(1) || chr(1)) AS marked) AS text,
                generate_series(1, length(marked) - 2) AS at
        $$";
    execute(manager, keys).await?;
    for (table, index) in SEARCHED {
        for statement in [
            format!(
                "CREATE TABLE {index} (account_id bigint NOT NULL, id bigint NOT NULL, body text NOT NULL,
                    PRIMARY KEY (account_id, id))"
            ),
            format!("INSERT INTO {index} SELECT account_id, id, search_text FROM {table}"),
            format!("CREATE INDEX {index}_keys ON {index} USING gin (search_keys(account_id, body))"),
            format!(
                "CREATE FUNCTION keep_{index}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF TG_OP <> 'INSERT' THEN
                        DELETE FROM {index} WHERE account_id = old.account_id AND id = old.id;
                    END IF;
                    IF TG_OP <> 'DELETE' THEN
                        INSERT INTO {index} VALUES (new.account_id, new.id, new.search_text);
                    END IF;
                    RETURN NULL;
                END $$"
            ),
        ] {
            execute(manager, &statement).await?;
        }
        for change in ["insert", "update", "delete"] {
            let when = match change {
                "update" => "WHEN (old.search_text IS DISTINCT FROM new.search_text)",
                _ => "",
            };
            let trigger = format!(
                "CREATE TRIGGER {table}_searched_on_{change} AFTER {change} ON {table}
                    FOR EACH ROW {when} EXECUTE FUNCTION keep_{index}()"
            );
            execute(manager, &trigger).await?;
        }
    }
    Ok(())
}

/// Full-text tables without their text. The number of a row begins with its account, so that a search stays inside
/// of one. Every part of a text begins with two marks: a term of one or two letters is looked for behind them.
async fn sqlite_up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let text = device_text("char(10)");
    let column = format!(
        "ALTER TABLE devices ADD COLUMN search_text text GENERATED ALWAYS AS (lower({text})) VIRTUAL"
    );
    execute(manager, &column).await?;
    for (table, index) in [("identities", "identity_search"), ("devices", "device_search")] {
        let create = format!(
            "CREATE VIRTUAL TABLE {index} USING fts5(text, tokenize = 'trigram case_sensitive 1', \
             content = '', contentless_delete = 1)"
        );
        execute(manager, &create).await?;
        let marked = |row: &str| {
            format!("char(1) || char(1) || replace({row}search_text, char(10), char(1) || char(1))")
        };
        let number = |row: &str| format!("{row}account_id * {ACCOUNT_SPAN} + {row}id");
        let fill = format!(
            "INSERT INTO {index} (rowid, text) SELECT {}, {} FROM {table} ORDER BY 1",
            number(""),
            marked("")
        );
        execute(manager, &fill).await?;
        let insert = format!(
            "INSERT INTO {index} (rowid, text) VALUES ({}, {});",
            number("new."),
            marked("new.")
        );
        let delete = format!("DELETE FROM {index} WHERE rowid = {};", number("old."));
        let changed = "WHEN old.search_text IS NOT new.search_text";
        for trigger in [
            format!("CREATE TRIGGER {table}_searched_on_insert AFTER INSERT ON {table} BEGIN {insert} END"),
            format!(
                "CREATE TRIGGER {table}_searched_on_update AFTER UPDATE ON {table} {changed}
                    BEGIN {delete} {insert} END"
            ),
            format!("CREATE TRIGGER {table}_searched_on_delete AFTER DELETE ON {table} BEGIN {delete} END"),
        ] {
            execute(manager, &trigger).await?;
        }
    }
    Ok(())
}
