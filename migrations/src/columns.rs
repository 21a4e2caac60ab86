//! The few column types that every table uses, and one statement for a table with its indexes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// A number or a time in milliseconds.
pub fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A number or a time that may be missing.
pub fn optional_number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().take()
}

/// A fraction that may be missing.
pub fn optional_fraction(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).double().null().take()
}

/// Yes or no.
pub fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// Text for people, or JSON.
pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// Text for people that may be missing.
pub fn optional_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

/// Text compared byte by byte on every database: ids, keys, addresses.
pub fn exact(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    exact_of(manager, name).not_null().take()
}

/// The same, possibly missing.
pub fn optional_exact(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    exact_of(manager, name).null().take()
}

fn exact_of(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match manager.get_database_backend() {
        DbBackend::Postgres => column.custom("text COLLATE \"C\""),
        _ => column.text(),
    };
    column
}

/// A primary key that the database counts up.
pub fn counted_key() -> ColumnDef {
    ColumnDef::new("id")
        .big_integer()
        .not_null()
        .auto_increment()
        .primary_key()
        .take()
}

/// Creates a table with `columns` and, where `key` is not empty, that primary key.
pub async fn create_table(
    manager: &SchemaManager<'_>,
    name: &'static str,
    columns: Vec<ColumnDef>,
    key: &[&'static str],
) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    if !key.is_empty() {
        let mut primary = Index::create();
        for column in key {
            primary.col(*column);
        }
        table.primary_key(&mut primary);
    }
    manager.create_table(table).await
}

/// Creates the index `name` on `columns`, unique or not.
pub async fn create_index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
    columns: &[&'static str],
    uniqueness: Uniqueness,
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    if uniqueness == Uniqueness::Unique {
        index.unique();
    }
    manager.create_index(index).await
}

/// Whether two rows may have the same indexed values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Uniqueness {
    /// They may not.
    Unique,
    /// They may.
    Repeating,
}

/// Drops tables in the given order.
pub async fn drop_tables(manager: &SchemaManager<'_>, names: &[&'static str]) -> Result<(), DbErr> {
    for name in names {
        manager.drop_table(Table::drop().table(*name).to_owned()).await?;
    }
    Ok(())
}
