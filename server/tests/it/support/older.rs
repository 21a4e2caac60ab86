//! A database as an older version left it.

use migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use sea_orm_migration::MigratorTrait;

/// The database, which nobody has migrated yet to this version.
pub struct Older(DatabaseConnection);

impl Older {
    /// As it was before the migration whose name ends so.
    pub async fn before(url: &str, migration: &str) -> Self {
        let database = sea_orm::Database::connect(url).await.unwrap();
        let before = Migrator::migrations()
            .iter()
            .position(|one| one.name().ends_with(migration))
            .unwrap();
        Migrator::up(&database, Some(u32::try_from(before).unwrap()))
            .await
            .unwrap();
        Self(database)
    }

    /// Runs a statement of that time.
    pub async fn run(&self, statement: &str) {
        self.0.execute_unprepared(statement).await.unwrap();
    }

    /// Makes it a database of this version.
    pub async fn migrate(&self) {
        Migrator::up(&self.0, None).await.unwrap();
    }

    /// The numbers in one column of a table.
    pub async fn numbers(&self, column: &str, table: &str) -> Vec<i64> {
        let rows = format!("SELECT {column} FROM {table} ORDER BY 1");
        let rows = Statement::from_string(self.0.get_database_backend(), rows);
        let rows = self.0.query_all_raw(rows).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }
}
