//! What rules were before.

use app::types::rule::RuleKind;
use app::types::time::Timestamp;
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::entities::rule_version;
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::AccountStore;

/// Versions of a rule that are shown.
const SHOWN: u64 = 100;

/// An earlier or the present state of a rule.
#[derive(Clone, Debug)]
pub struct RuleVersion<T> {
    pub version: i64,
    pub changed_at: Timestamp,
    /// Address of the member who changed it.
    pub changed_by: Option<String>,
    pub rule: T,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Keeps what a rule is now, and who made it so.
    pub async fn keep_rule_version<T: Serialize + Sync>(
        &self,
        kind: RuleKind,
        (rule_id, version): (i64, i64),
        rule: &T,
        member: Option<i64>,
        now: i64,
    ) -> Result<(), StoreError> {
        let row = rule_version::ActiveModel {
            account_id: NotSet,
            kind: Set(kind.as_str().to_owned()),
            rule_id: Set(rule_id),
            version: Set(version),
            rule: Set(to_json(rule)),
            changed_by: Set(member),
            changed_at: Set(now),
        };
        self.insert_all::<rule_version::Entity>(vec![row], None).await
    }

    /// The versions of a rule, latest first.
    pub async fn rule_versions<T: DeserializeOwned>(
        &self,
        kind: RuleKind,
        rule_id: i64,
    ) -> Result<Vec<RuleVersion<T>>, StoreError> {
        let rows = self
            .find::<rule_version::Entity>()
            .filter(rule_version::Column::Kind.eq(kind.as_str()))
            .filter(rule_version::Column::RuleId.eq(rule_id))
            .order_by_desc(rule_version::Column::Version)
            .limit(SHOWN)
            .all(self.conn())
            .await?;
        let members = self
            .member_addresses(rows.iter().filter_map(|row| row.changed_by).collect())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(RuleVersion {
                    version: row.version,
                    changed_at: Timestamp::from_millis(row.changed_at),
                    changed_by: row.changed_by.and_then(|id| members.get(&id).cloned()),
                    rule: json(&row.rule)?,
                })
            })
            .collect()
    }
}
