//! People being scored.

use sea_orm::entity::prelude::*;

use crate::store::scope::AccountOwned;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "identities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub identity_id: String,
    pub display_name: Option<String>,
    pub display_email: Option<String>,
    pub display_username: Option<String>,
    pub email_key: Option<String>,
    pub search_text: String,
    pub data: String,
    pub server_keys: String,
    pub disregarded: bool,
    pub humanity_score: Option<i64>,
    pub authenticity_score: Option<i64>,
    pub uniqueness_score: Option<i64>,
    pub behavior_score: Option<i64>,
    pub humanity_confidence: Option<f64>,
    pub authenticity_confidence: Option<f64>,
    pub uniqueness_confidence: Option<f64>,
    pub behavior_confidence: Option<f64>,
    pub created_at: i64,
    pub updated_at: i64,
    pub last_tracked_at: Option<i64>,
    pub last_scored_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl AccountOwned for Entity {
    const ACCOUNT: Column = Column::AccountId;
}
