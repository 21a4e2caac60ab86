//! Everything that happened.

use sea_orm::entity::prelude::*;

use crate::store::scope::AccountOwned;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub key_kind: String,
    pub event_id: String,
    pub credential_id: Option<i64>,
    pub identity_id: Option<i64>,
    pub attributed_seq: Option<i64>,
    pub device_id: Option<i64>,
    pub session_id: Option<i64>,
    pub place_id: Option<i64>,
    pub claimed_fingerprint: Option<String>,
    pub source: String,
    pub event_type: String,
    pub data: String,
    pub masked_keys: Option<String>,
    pub identity_data: Option<String>,
    pub device: Option<String>,
    pub interaction: Option<String>,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub url: Option<String>,
    pub timestamp: i64,
    pub client_timestamp: Option<i64>,
    pub received_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl AccountOwned for Entity {
    const ACCOUNT: Column = Column::AccountId;
}
