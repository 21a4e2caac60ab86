//! Key pairs.

use sea_orm::entity::prelude::*;

use crate::store::scope::AccountOwned;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "credentials")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account_id: i64,
    pub name: String,
    pub public_key: String,
    pub secret_hash: String,
    pub secret_key_prefix: String,
    pub previous_secret_hash: Option<String>,
    pub previous_secret_until: Option<i64>,
    pub signing_secret: Option<String>,
    pub require_signature: bool,
    pub allowed_origins: String,
    pub enabled: bool,
    pub revoked_at: Option<i64>,
    pub last_used_at: Option<i64>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl AccountOwned for Entity {
    const ACCOUNT: Column = Column::AccountId;
}
