//! Search for a part of a text, through an index of every three letters in a row.

use sea_orm::sea_query::{
    BinOper, CommonTableExpression, Condition, Expr, ExprTrait, LikeExpr, Order, Query, SelectStatement,
};
use sea_orm::{ConnectionTrait, DbBackend};

use super::narrowing::{Narrowing, plain_text};
use super::totals::count;
use crate::store::StoreError;
use crate::store::scope::AccountStore;

/// Numbers of rows that an account has room for in SQLite's index; the migration that made it says the same.
const ACCOUNT_SPAN: i64 = 1 << 40;
/// Shorter terms are looked for at the beginning of each part only.
const TRIGRAM: usize = 3;

/// Keys looked up for one term; of longer ones, the rest is compared.
const KEYS: usize = 40;

/// Rows looked at to guess how common a term is.
const SAMPLE: u64 = 2_000;
/// So many of them make a term common.
const COMMON: u64 = 80;

/// What is looked for, folded to lower case.
#[derive(Clone, Debug)]
pub(in crate::store) struct Term(String);

/// A table with a `search_text`: parts on lines of their own.
pub(in crate::store) struct Searched {
    /// The table.
    pub table: &'static str,
    /// The index of it: a table of its own on both databases.
    pub index: &'static str,
}

impl Term {
    /// What was typed; nothing is looked for where nothing was.
    pub(in crate::store) fn new(typed: Option<&str>) -> Option<Self> {
        let folded = typed?.to_lowercase();
        (!folded.is_empty()).then_some(Self(folded))
    }

    /// As text.
    pub(in crate::store) fn as_str(&self) -> &str {
        &self.0
    }

    fn is_short(&self) -> bool {
        self.0.chars().count() < TRIGRAM
    }

    /// Whether `text`, which must be folded, matches.
    pub(in crate::store) fn matches(&self, text: Expr) -> Condition {
        let escaped = escape(&self.0);
        if self.is_short() {
            Condition::any()
                .add(text.clone().like(like(format!("{escaped}%"))))
                .add(text.like(like(format!("%\n{escaped}%"))))
        } else {
            Condition::any().add(text.like(like(format!("%{escaped}%"))))
        }
    }

    /// Whether `text` contains the term, however short it is: for lists of a few words.
    pub(in crate::store) fn within(&self, text: Expr) -> Expr {
        text.like(contains(&self.0))
    }

    /// Whether `text` begins with the term.
    pub(in crate::store) fn begins(&self, text: Expr) -> Expr {
        text.like(like(format!("{}%", escape(&self.0))))
    }

    /// The term behind the marks that every part of a text begins with, where it is too short to stand elsewhere.
    fn marked(&self) -> String {
        let marks = TRIGRAM.saturating_sub(self.0.chars().count()).min(2);
        "\u{1}".repeat(marks) + &self.0
    }

    /// As SQLite's full-text search takes it: one phrase, whatever it is made of.
    fn phrase(&self) -> String {
        format!("\"{}\"", self.marked().replace('"', "\"\""))
    }

    /// As the index on PostgreSQL has it: every three letters in a row, behind the number of the account.
    fn keys(&self, account: i64) -> Vec<String> {
        let letters: Vec<char> = self.marked().chars().collect();
        let threes = letters.windows(TRIGRAM).take(KEYS);
        threes
            .map(|three| format!("{account} {}", three.iter().collect::<String>()))
            .collect()
    }
}

fn escape(term: &str) -> String {
    term.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// As PostgreSQL writes an array of text.
fn array(texts: &[String]) -> String {
    let quoted = texts.iter().map(|text| {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{escaped}\"")
    });
    format!("{{{}}}", quoted.collect::<Vec<_>>().join(","))
}

/// A pattern that matches text containing `term`, whose wildcards match themselves.
fn contains(term: &str) -> LikeExpr {
    like(format!("%{}%", escape(term)))
}

fn like(pattern: String) -> LikeExpr {
    LikeExpr::new(pattern).escape('\\')
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// The rows of a table that match a term.
    pub(in crate::store) async fn search(
        &self,
        searched: &Searched,
        term: &Term,
    ) -> Result<Narrowing, StoreError> {
        let text = (searched.table, "search_text");
        Ok(Narrowing {
            ids: Some(self.matching(searched, term).await?),
            test: term.matches(plain_text(text)).into(),
        })
    }

    /// The numbers of the rows that match a term.
    pub(in crate::store) async fn matching(
        &self,
        searched: &Searched,
        term: &Term,
    ) -> Result<SelectStatement, StoreError> {
        Ok(match self.conn().get_database_backend() {
            DbBackend::Sqlite => self.matching_phrase(searched, term),
            _ if self.is_common(searched, term).await? => Query::select()
                .column("id")
                .from(searched.index)
                .and_where(self.owns("account_id"))
                .cond_where(term.matches(Expr::col("body")))
                .to_owned(),
            _ => self.matching_keys(searched, term),
        })
    }

    fn matching_phrase(&self, searched: &Searched, term: &Term) -> SelectStatement {
        let first = self.account().get().saturating_mul(ACCOUNT_SPAN);
        let phrase = Expr::value(term.phrase());
        Query::select()
            .expr_as(Expr::col("rowid").sub(first), "id")
            .from(searched.index)
            .and_where(Expr::col(searched.index).binary(BinOper::Custom("MATCH"), phrase))
            .and_where(Expr::col("rowid").between(first, first + ACCOUNT_SPAN - 1))
            .to_owned()
    }

    /// PostgreSQL thinks that keys are independent of each other, and so that terms are rare: it must not be free to
    /// work out the keys of every row instead of looking them up.
    fn matching_keys(&self, searched: &Searched, term: &Term) -> SelectStatement {
        let keys = term.keys(self.account().get());
        // One value: sea-query takes what stands in brackets for a name, and fills nothing in there.
        let having = "search_keys(account_id, body) @> CAST($1 AS _text)";
        let mut looked_up = CommonTableExpression::new();
        looked_up
            .table_name("looked_up")
            .query(
                Query::select()
                    .columns(["account_id", "id", "body"])
                    .from(searched.index)
                    .and_where(Expr::cust_with_values(having, [array(&keys)]))
                    .to_owned(),
            )
            .materialized(true);
        Query::select()
            .column("id")
            .from("looked_up")
            .and_where(self.owns("account_id"))
            .cond_where(term.matches(Expr::col("body")))
            .with_cte(looked_up)
            .to_owned()
    }

    /// Whether so many rows match that reading them in turn meets enough of them sooner than looking all of them up.
    /// Guessed from the newest.
    async fn is_common(&self, searched: &Searched, term: &Term) -> Result<bool, StoreError> {
        let newest = Query::select()
            .column("body")
            .from(searched.index)
            .and_where(self.owns("account_id"))
            .order_by("id", Order::Desc)
            .limit(SAMPLE)
            .to_owned();
        let matching = Query::select()
            .from_subquery(newest, "newest")
            .cond_where(term.matches(Expr::col("body")))
            .to_owned();
        Ok(count(self.conn(), matching).await? >= COMMON)
    }
}

#[cfg(test)]
mod tests {
    use super::{Term, array};

    /// Quotes are doubled, short terms stand behind marks, and nothing is not a term.
    #[test]
    fn phrases() {
        let phrase = |typed| Term::new(Some(typed)).map(|term| term.phrase());
        assert_eq!(phrase(""), None);
        assert_eq!(phrase("A").as_deref(), Some("\"\u{1}\u{1}a\""));
        assert_eq!(phrase("é\"").as_deref(), Some("\"\u{1}é\"\"\""));
        assert_eq!(phrase("ada OR").as_deref(), Some("\"ada or\""));
        assert_eq!(
            array(&["1 a\"\\".to_owned(), "1 {,}".to_owned()]),
            r#"{"1 a\"\\","1 {,}"}"#
        );
        let keys = |typed| Term::new(Some(typed)).map(|term| term.keys(7));
        assert_eq!(keys("aB"), Some(vec!["7 \u{1}ab".to_owned()]));
        assert_eq!(keys("a_%d"), Some(vec!["7 a_%".to_owned(), "7 _%d".to_owned()]));
    }
}
