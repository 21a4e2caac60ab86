//! What rules raised about identities.

use sea_orm::entity::prelude::*;

use crate::store::scope::AccountOwned;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "escalations")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account_id: i64,
    pub identity_id: i64,
    pub rule_id: i64,
    pub rule_slug: String,
    pub rule_name: String,
    pub status: String,
    pub severity: i64,
    pub score_snapshot: String,
    pub badge_snapshot: String,
    pub assignee_id: Option<i64>,
    pub close_reason: Option<String>,
    pub flapping: bool,
    pub opened_at: Option<i64>,
    pub acknowledged_at: Option<i64>,
    pub closed_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl AccountOwned for Entity {
    const ACCOUNT: Column = Column::AccountId;
}
