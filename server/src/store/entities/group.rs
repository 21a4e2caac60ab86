//! Groups that customers know.

use sea_orm::entity::prelude::*;

use crate::store::scope::AccountOwned;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    #[sea_orm(column_name = "type")]
    pub r#type: String,
    pub group_id: String,
    pub display_name: Option<String>,
    pub search_text: String,
    pub data: String,
    pub server_keys: String,
    pub created_at: i64,
    pub updated_at: i64,
    pub last_tracked_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl AccountOwned for Entity {
    const ACCOUNT: Column = Column::AccountId;
}
