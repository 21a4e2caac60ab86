//! What SQLite's planner believes of the tables: that every account is large.
//!
//! Without statistics it takes the number of an account for something that few rows have, and reads all rows of the
//! account along some index where a few could be looked up. Counting (`ANALYZE`) would give each installation plans
//! of its own, which change as it grows. So the statistics are written, the same everywhere, from the schema alone.
//! Format: <https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table>.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement};

use crate::store::StoreError;

/// Rows that each table is said to have, and that each account is said to have of them.
const ROWS: u64 = 1_000_000;
/// Rows that are said to have the same value, unless the column is one of `FEW`.
const SAME: u64 = 20;
/// Of so many rows, one is said to be in an index of some rows only.
const PARTIAL: u64 = 100;

/// Columns of a few values, each of which many rows have.
const FEW: [(&str, u64); 15] = [
    ("authenticity_score", ROWS / 100),
    ("behavior_score", ROWS / 100),
    ("canonical_type", ROWS / 10),
    ("country", ROWS / 100),
    ("event_type", ROWS / 10),
    ("group_type", ROWS / 3),
    ("humanity_score", ROWS / 100),
    ("key_kind", ROWS / 2),
    ("kind", ROWS / 10),
    ("rule_id", ROWS / 20),
    ("rule_slug", ROWS / 20),
    ("severity", ROWS / 3),
    ("slug", ROWS / 20),
    ("status", ROWS / 4),
    ("uniqueness_score", ROWS / 100),
];

/// An index, as SQLite lists it.
struct Index {
    table: String,
    name: String,
    unique: bool,
    partial: bool,
    columns: Vec<Option<String>>,
}

/// Writes the statistics where they are not there yet.
pub(super) async fn write(conn: &DatabaseConnection) -> Result<(), StoreError> {
    let mut wanted: Vec<[String; 3]> = indexes(conn)
        .await?
        .iter()
        .map(|index| [index.table.clone(), index.name.clone(), index.statistics()])
        .collect();
    wanted.sort();
    if known(conn).await? == wanted {
        return Ok(());
    }
    // Making the table anew tells every open connection to read the statistics again.
    conn.execute_unprepared("DROP TABLE IF EXISTS sqlite_stat1")
        .await?;
    conn.execute_unprepared("ANALYZE sqlite_schema").await?;
    for row in wanted {
        let insert = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)";
        let values = row.map(sea_orm::Value::from);
        conn.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, insert, values))
            .await?;
    }
    conn.execute_unprepared("ANALYZE sqlite_schema").await?;
    Ok(())
}

impl Index {
    /// The rows in it, then for each of its columns how many rows have the same values up to there.
    fn statistics(&self) -> String {
        let rows = if self.partial { ROWS / PARTIAL } else { ROWS };
        let mut numbers = vec![rows];
        let mut same = rows;
        for (at, column) in self.columns.iter().enumerate() {
            let name = column.as_deref().unwrap_or_default();
            let few = FEW.iter().find(|(few, _)| *few == name).map(|(_, same)| *same);
            same = match few {
                _ if at == 0 && name == "account_id" => same,
                Some(few) => same.min(few),
                None if same > SAME => SAME,
                None => (same / 2).max(1),
            };
            if self.unique && at + 1 == self.columns.len() {
                same = 1;
            }
            numbers.push(same);
        }
        let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
        numbers.join(" ")
    }
}

async fn known(conn: &DatabaseConnection) -> Result<Vec<[String; 3]>, StoreError> {
    let there = "SELECT name FROM sqlite_schema WHERE name = 'sqlite_stat1'";
    if rows(conn, there).await?.is_empty() {
        return Ok(Vec::new());
    }
    let known = "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx, stat";
    let known = rows(conn, known).await?;
    let row = |row: &QueryResult| {
        Ok([
            row.try_get_by_index(0)?,
            row.try_get_by_index(1)?,
            row.try_get_by_index(2)?,
        ])
    };
    known.iter().map(row).collect()
}

async fn indexes(conn: &DatabaseConnection) -> Result<Vec<Index>, StoreError> {
    let listed = "SELECT t.name, i.name, i.\"unique\", i.partial, c.name \
        FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c \
        WHERE t.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) AS a WHERE a.name = 'account_id') \
        ORDER BY t.name, i.name, c.seqno";
    let mut found: Vec<Index> = Vec::new();
    for row in rows(conn, listed).await? {
        let name: String = row.try_get_by_index(1)?;
        let column: Option<String> = row.try_get_by_index(4)?;
        match found.last_mut().filter(|index| index.name == name) {
            Some(index) => index.columns.push(column),
            None => found.push(Index {
                table: row.try_get_by_index(0)?,
                name,
                unique: row.try_get_by_index(2)?,
                partial: row.try_get_by_index(3)?,
                columns: vec![column],
            }),
        }
    }
    Ok(found)
}

async fn rows(conn: &DatabaseConnection, sql: &str) -> Result<Vec<QueryResult>, StoreError> {
    conn.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql))
        .await
}

#[cfg(test)]
mod tests {
    use super::Index;

    fn statistics(columns: &[Option<&str>], unique: bool, partial: bool) -> String {
        let columns = columns.iter().map(|name| name.map(str::to_owned)).collect();
        let (table, name) = ("events".to_owned(), "an_index".to_owned());
        Index {
            table,
            name,
            unique,
            partial,
            columns,
        }
        .statistics()
    }

    /// An account is no way to few rows; a key of it is, and a column of few values is a poor one.
    #[test]
    fn accounts_are_large() {
        let key = [Some("account_id"), Some("id")];
        assert_eq!(statistics(&key, true, false), "1000000 1000000 1");
        let stream = [
            Some("account_id"),
            Some("device_id"),
            Some("timestamp"),
            Some("seq"),
        ];
        assert_eq!(statistics(&stream, false, false), "1000000 1000000 20 10 5");
        let few = [Some("account_id"), Some("status"), None];
        assert_eq!(statistics(&few, false, true), "10000 10000 10000 20");
    }
}
