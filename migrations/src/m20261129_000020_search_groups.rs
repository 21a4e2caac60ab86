//! Search for parts of the names of groups, as for identities and devices.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Numbers of rows that an account has room for in an index that all accounts share.
const ACCOUNT_SPAN: i64 = 1 << 40;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let newline = match manager.get_database_backend() {
            DbBackend::Postgres => "chr(10)",
            _ => "char(10)",
        };
        execute(
            manager,
            "ALTER TABLE groups ADD COLUMN search_text text NOT NULL DEFAULT ''",
        )
        .await?;
        let fill = format!(
            "UPDATE groups SET search_text = lower(group_id || coalesce({newline} || display_name, ''))"
        );
        execute(manager, &fill).await?;
        let statements = match manager.get_database_backend() {
            DbBackend::Postgres => postgres(),
            _ => sqlite(),
        };
        for statement in statements {
            execute(manager, &statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        let on = if postgres { " ON groups" } else { "" };
        for change in ["insert", "update", "delete"] {
            execute(manager, &format!("DROP TRIGGER groups_searched_on_{change}{on}")).await?;
        }
        if postgres {
            execute(manager, "DROP FUNCTION keep_group_search()").await?;
        }
        execute(manager, "DROP TABLE group_search").await?;
        execute(manager, "ALTER TABLE groups DROP COLUMN search_text").await
    }
}

async fn execute(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await?;
    Ok(())
}

/// With the keys of migration 9.
fn postgres() -> Vec<String> {
    let mut statements: Vec<String> = [
        "CREATE TABLE group_search (account_id bigint NOT NULL, id bigint NOT NULL, body text NOT NULL,
            PRIMARY KEY (account_id, id))",
        "INSERT INTO group_search SELECT account_id, id, search_text FROM groups",
        "CREATE INDEX group_search_keys ON group_search USING gin (search_keys(account_id, body))",
        "CREATE FUNCTION keep_group_search() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM group_search WHERE account_id = old.account_id AND id = old.id;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO group_search VALUES (new.account_id, new.id, new.search_text);
            END IF;
            RETURN NULL;
        END $$",
    ]
    .map(str::to_owned)
    .into();
    for change in ["insert", "update", "delete"] {
        let when = match change {
            "update" => "WHEN (old.search_text IS DISTINCT FROM new.search_text)",
            _ => "",
        };
        statements.push(format!(
            "CREATE TRIGGER groups_searched_on_{change} AFTER {change} ON groups
                FOR EACH ROW {when} EXECUTE FUNCTION keep_group_search()"
        ));
    }
    statements
}

/// A full-text table like those of migration 9: two marks before each part, the account in the number of the row.
fn sqlite() -> Vec<String> {
    let marked =
        |row: &str| format!("char(1) || char(1) || replace({row}search_text, char(10), char(1) || char(1))");
    let number = |row: &str| format!("{row}account_id * {ACCOUNT_SPAN} + {row}id");
    let insert = format!(
        "INSERT INTO group_search (rowid, text) VALUES ({}, {});",
        number("new."),
        marked("new.")
    );
    let delete = format!("DELETE FROM group_search WHERE rowid = {};", number("old."));
    vec![
        "CREATE VIRTUAL TABLE group_search USING fts5(text, tokenize = 'trigram case_sensitive 1', \
            content = '', contentless_delete = 1)"
            .to_owned(),
        format!(
            "INSERT INTO group_search (rowid, text) SELECT {}, {} FROM groups ORDER BY 1",
            number(""),
            marked("")
        ),
        format!("CREATE TRIGGER groups_searched_on_insert AFTER INSERT ON groups BEGIN {insert} END"),
        format!(
            "CREATE TRIGGER groups_searched_on_update AFTER UPDATE ON groups
                WHEN old.search_text IS NOT new.search_text BEGIN {delete} {insert} END"
        ),
        format!("CREATE TRIGGER groups_searched_on_delete AFTER DELETE ON groups BEGIN {delete} END"),
    ]
}
